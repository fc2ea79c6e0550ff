using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dispatch.Sla;

namespace Dispatch.Bench;

/// <summary><c>bench -- due</c>: what a deadline costs, beside a walk over the days.</summary>
internal static class DueCommand
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 3, 17, 0, TimeSpan.Zero);
    private static readonly (string Name, TimeSpan Budget)[] Budgets =
    [
        ("1 hour", TimeSpan.FromHours(1)), ("1 week", TimeSpan.FromHours(37.5)), ("3 months", TimeSpan.FromHours(470)), ("2 years", TimeSpan.FromHours(3_700)),
    ];

    public static Command Make()
    {
        var rounds = new Option<int>("--rounds") { Description = "rounds; medians count", DefaultValueFactory = _ => 7 };
        var due = new Command("due", "What reckoning a deadline costs when the calendar is compiled, beside a walk over the days.") { rounds, Common.Out, Common.Note };
        due.SetAction(async (result, _) =>
        {
            var calendar = new WorkingCalendar(Definition());
            var lines = Budgets.Select(budget => (budget.Name,
                Compiled: Nanoseconds(result.GetValue(rounds), 200_000, () => calendar.Due(Start, budget.Budget)),
                Paused: Nanoseconds(result.GetValue(rounds), 50_000, () => DueCalculation.Due(calendar, Start, budget.Budget, Pauses)!.Value),
                Walk: Nanoseconds(result.GetValue(rounds), 200, () => DayByDay(Start, budget.Budget)))).ToList();
            foreach (var (_, budget) in Budgets)
                if (DayByDay(Start, budget) != calendar.Due(Start, budget))
                    throw new InvalidOperationException("The walk over the days comes to another deadline.");
            await Common.Report(result, Write(lines));
            return 0;
        });
        return due;
    }

    private static readonly IReadOnlyList<Pause> Pauses =
        [.. Enumerable.Range(0, 4).Select(i => new Pause(Start.AddMinutes(5 + i * 10), Start.AddMinutes(10 + i * 10), "held"))];

    /// <summary>Two shifts a day on weekdays in Shanghai, and fifty holidays over the years that the budgets reach.</summary>
    private static CalendarDefinition Definition() => new("bench", new("基准", "Bench"), "Asia/Shanghai",
        [new([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], [new(new(9, 0), new(12, 0)), new(new(13, 30), new(18, 0))])])
    {
        Holidays = [.. Enumerable.Range(0, 50).Select(i => new Holiday(new DateOnly(2026, 1, 20).AddDays(i * 15)))],
    };

    /// <summary>The baseline: what a schedule is read for day after day until the budget is used up.</summary>
    private static DateTimeOffset DayByDay(DateTimeOffset start, TimeSpan budget)
    {
        var offset = TimeSpan.FromHours(8);
        var (holidays, left) = (Holidays, budget);
        for (var day = DateOnly.FromDateTime(start.ToOffset(offset).DateTime); ; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || holidays.Contains(day))
                continue;
            foreach (var (from, to) in Shifts)
            {
                var (open, close) = (new DateTimeOffset(day.ToDateTime(from), offset), new DateTimeOffset(day.ToDateTime(to), offset));
                var counted = close - (open > start ? open : start);
                if (counted <= TimeSpan.Zero)
                    continue;
                if (counted >= left)
                    return ((open > start ? open : start) + left).ToUniversalTime();
                left -= counted;
            }
        }
    }

    private static readonly HashSet<DateOnly> Holidays = [.. Definition().Holidays.Select(holiday => holiday.Date)];
    private static readonly (TimeOnly From, TimeOnly To)[] Shifts = [(new(9, 0), new(12, 0)), (new(13, 30), new(18, 0))];

    private static double Nanoseconds(int rounds, int calls, Func<DateTimeOffset> reckon)
    {
        var measured = new List<double>();
        long sum = 0;
        for (var round = 0; round <= rounds; round++)
        {
            var watch = Stopwatch.GetTimestamp();
            for (var i = 0; i < calls; i++)
                sum += reckon().Ticks;
            if (round > 0) // round 0 warms up
                measured.Add(Stopwatch.GetElapsedTime(watch).TotalNanoseconds / calls);
        }
        GC.KeepAlive(sum);
        return measured.Order().ElementAt(measured.Count / 2);
    }

    private static string Write(IReadOnlyList<(string Name, double Compiled, double Paused, double Walk)> lines)
    {
        var text = new StringBuilder().AppendLine("# What a deadline costs").AppendLine();
        text.AppendLine("Nanoseconds a deadline, medians; a calendar of two shifts a day with fifty holidays, compiled. The baseline walks over the days.").AppendLine();
        text.AppendLine("| budget | walk over the days | compiled calendar | the same with four pauses | walk : compiled |").AppendLine("|---|---|---|---|---|");
        foreach (var (name, compiled, paused, walk) in lines)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {walk:N0} | {compiled:N0} | {paused:N0} | {walk / compiled:N0} |");
        return text.ToString();
    }
}
