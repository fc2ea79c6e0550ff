using System.Globalization;
using Spectre.Console;

namespace Dispatch.Api.CommandLine.Replay;

/// <summary>Shows how far a replay has come: bars on a terminal, a line now and then anywhere else.</summary>
/// <param name="from">Instant at which the replay began.</param>
/// <param name="until">Instant at which the last ticket comes in.</param>
/// <param name="zone">Zone of the wall clock to show.</param>
internal sealed class ReplayDisplay(Operator person, ReplayTally tally, TimeProvider time, DateTimeOffset from, DateTimeOffset until, TimeZoneInfo zone)
{
    private static readonly TimeSpan BarsEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);
    private (int Done, long At) before = (tally.Done, time.OfMachine().GetTimestamp());

    /// <summary>Shows it until the work has ended, however that ends.</summary>
    public Task While(Task work) => person.Console.Profile.Out.IsTerminal ? Bars(work) : Lines(work);

    private async Task Lines(Task work)
    {
        using var pulse = new PeriodicTimer(LineEvery, time.OfMachine());
        Say();
        while (!work.IsCompleted)
        {
            var tick = pulse.WaitForNextTickAsync().AsTask();
            if (await Task.WhenAny(work, tick) == tick)
                Say();
        }
        Say();
        await work;
    }

    private Task Bars(Task work) => person.Console.Progress().AutoClear(false).HideCompleted(false)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
        .StartAsync(async progress =>
        {
            var (tickets, clock) = (progress.AddTask("", maxValue: Math.Max(1, tally.Total)), progress.AddTask(""));
            using var pulse = new PeriodicTimer(BarsEvery, time.OfMachine());
            Task tick;
            do
            {
                tickets.Value = tally.Done;
                clock.Value = until > from ? 100 * Math.Clamp((time.GetUtcNow() - from) / (until - from), 0, 1) : 100;
                tickets.Description = Markup.Escape(Intake());
                clock.Description = Markup.Escape(Clock());
                tick = pulse.WaitForNextTickAsync().AsTask();
            }
            while (await Task.WhenAny(work, tick) == tick);
            (tickets.Value, tickets.Description) = (tally.Done, Markup.Escape(Intake()));
            await work;
        });

    private void Say()
    {
        var line = $"{Clock()}  {Intake()}";
        person.Say(line, line);
    }

    private string Clock()
    {
        var local = TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).ToString("yyyy-MM-dd ddd HH:mm", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{local} ×{time.SpeedIfPaced() ?? 1:0.#}");
    }

    private string Intake()
    {
        var rate = Rate();
        var lag = tally.Lag.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
        var refused = Operator.Number(tally.Refused);
        var (done, total) = (Operator.Number(tally.Done), Operator.Number(tally.Total));
        return person.Text(
            $"工单 {done}/{total}，{rate}/秒，滞后 {lag} 秒，拒绝 {refused}", $"tickets {done}/{total}, {rate}/s, lag {lag} s, refused {refused}");
    }

    private string Rate()
    {
        var (machine, now) = (time.OfMachine(), tally.Done);
        var passed = machine.GetElapsedTime(before.At).TotalSeconds;
        var rate = passed > 0 ? (now - before.Done) / passed : 0;
        if (passed >= 1)
            before = (now, machine.GetTimestamp());
        return rate.ToString("0.0", CultureInfo.InvariantCulture);
    }
}
