import { Pause, Play, StepBack, StepForward } from "lucide-react";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { Button } from "../../../ui/button.tsx";
import { Choice } from "../../../ui/choice.tsx";
import { showClock, showMoment, showZone } from "../../../ui/format/time.ts";
import { useWords } from "../../../ui/use-words.ts";
import { readMoment, writeMoment } from "../center-moment.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { hourMs, hourOf, speeds, stepMs } from "./replay-clock.ts";
import type { useReplay } from "./use-replay.ts";

interface Part {
  replay: ReturnType<typeof useReplay>;
  atMs: number;
  nowMs: number;
}

/**
 * Says that this is the past, when, and how long ago; moves the hand. Stays in sight.
 * @param children what else is chosen beside the hand
 */
export function ReplayBar({ replay, atMs, nowMs, children }: Part & { children: ReactNode }) {
  const intl = useIntl();
  const words = useWords();
  const { timeZone } = useOpsCenter();
  return (
    <div className="sticky top-13 z-5 grid gap-2 border-b-4 border-double border-info bg-ground px-4 py-2">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
        <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1" role="status" aria-live="off">
          <strong className="hatched rounded border-2 border-info px-2 text-lg font-semibold tracking-wide">
            {intl.formatMessage({ id: "replay" })}
          </strong>
          <span className="num text-lg font-semibold">
            {`${showMoment(atMs, timeZone, words.language)} ${showZone(atMs, timeZone)}`}
          </span>
          <span className="text-soft">
            {intl.formatMessage({ id: "replay.ago" }, { age: words.age(Math.max(0, nowMs - atMs)) })}
          </span>
        </p>
        <Scrubber {...{ replay, atMs, nowMs }} />
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Hand {...{ replay, atMs, nowMs }} />
        {children}
        {replay.picture.isFetching && (
          <span className="ms-auto text-sm text-faint" role="status">
            {intl.formatMessage({ id: "replay.loading" })}
          </span>
        )}
      </div>
    </div>
  );
}

function Scrubber({ replay, atMs, nowMs }: Part) {
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  const words = useWords();
  const { fromMs, toMs } = hourOf(atMs, nowMs);
  const clock = (ms: number) => showClock(ms, timeZone, words.language);
  return (
    <div className="num flex min-w-72 grow items-center gap-3 text-sm text-faint">
      <span>{clock(fromMs)}</span>
      <input
        type="range"
        className="min-h-8 min-w-0 grow"
        aria-label={intl.formatMessage({ id: "replay.scrub" })}
        aria-valuetext={clock(atMs)}
        min={fromMs}
        max={toMs}
        step={stepMs}
        value={atMs}
        onChange={({ target }) => replay.goTo(Number(target.value))}
      />
      <span>{clock(toMs)}</span>
    </div>
  );
}

/** Everything that the scrubber does by dragging, by clicks; and another hour. */
function Hand({ replay, atMs, nowMs }: Part) {
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  const { isPlaying, speed } = replay;
  const Icon = isPlaying ? Pause : Play;
  const shift = (byMs: number) => replay.goTo(Math.min(nowMs, atMs + byMs));
  const move = (byMs: number, id: "replay.minute.back" | "replay.minute.on") => (
    <Button
      aria-label={intl.formatMessage({ id })}
      title={intl.formatMessage({ id })}
      onClick={() => shift(byMs)}
    >
      {byMs < 0 ? (
        <StepBack className="size-4" aria-hidden="true" />
      ) : (
        <StepForward className="size-4" aria-hidden="true" />
      )}
    </Button>
  );
  return (
    <>
      <Button look="strong" onClick={isPlaying ? replay.pause : replay.play}>
        <Icon className="size-4" aria-hidden="true" />
        {intl.formatMessage({ id: isPlaying ? "replay.pause" : "replay.play" })}
      </Button>
      <Choice
        label={intl.formatMessage({ id: "replay.speed" })}
        value={speed}
        options={speeds.map((value) => ({ value, text: value.replace("x", "\u00d7") }))}
        onChange={replay.setSpeed}
      />
      {move(-60_000, "replay.minute.back")}
      {move(60_000, "replay.minute.on")}
      <Button onClick={() => shift(-hourMs)}>{intl.formatMessage({ id: "replay.hour.back" })}</Button>
      <Button disabled={atMs + hourMs > nowMs} onClick={() => shift(hourMs)}>
        {intl.formatMessage({ id: "replay.hour.on" })}
      </Button>
      <input
        type="datetime-local"
        className="min-h-8 rounded border border-rule bg-panel px-2 text-sm"
        aria-label={intl.formatMessage({ id: "replay.at" })}
        value={writeMoment(atMs, timeZone)}
        onChange={({ target }) => {
          const instant = readMoment(target.value, timeZone);
          if (instant !== null) replay.goTo(Math.min(nowMs, Date.parse(instant)));
        }}
      />
    </>
  );
}
