using Dispatch.Planning;
using FsCheck;
using FsCheck.Fluent;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Planning;

public sealed class DayRouteLaws
{
    private static readonly Gen<(int North, int Minutes, int From, int Length)> Jobs =
        from north in Gen.Choose(0, 40)
        from minutes in Gen.Choose(1, 180)
        from begin in Gen.Choose(0, 600)
        from length in Gen.Choose(0, 300)
        select (north, minutes, begin, length);

    [Fact]
    public void What_is_found_is_feasible_and_nothing_a_step_earlier_is() =>
        Prop.ForAll(Arb.From(Gen.ArrayOf(Jobs)), jobs =>
        {
            var step = TimeSpan.FromMinutes(5);
            var route = new DayRoute(Terms(new(At(9), At(12)), new(At(13), At(18))), []);
            foreach (var job in jobs)
            {
                var (place, duration) = (North(job.North), TimeSpan.FromMinutes(job.Minutes));
                var window = new Window(At(8).AddMinutes(job.From), At(8).AddMinutes(job.From + job.Length));
                var found = route.Earliest(place, duration, window, At(9), step);
                var feasible = AllStarts(window, step).FirstOrDefault(start => route.WhyNot(new(place, start, start + duration), At(9)) is null);
                Assert.Equal(feasible == default ? null : feasible, found?.Start);
                if (found is not null)
                    route = route with { Stops = [.. route.Stops.Append(new(place, found.Start, found.Start + duration)).OrderBy(stop => stop.Start)] };
            }
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<DateTimeOffset> AllStarts(Window window, TimeSpan step)
    {
        for (var start = At(8); start <= window.Until; start += step)
        {
            if (start >= window.From)
                yield return start;
        }
    }
}
