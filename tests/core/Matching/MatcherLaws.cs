using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Planning;
using Dispatch.Tests.Core.Engineers;
using FsCheck;
using FsCheck.Fluent;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Matching;

public sealed class MatcherLaws
{
    private static readonly Gen<(int North, int Minutes, int From, int Length, int Skill, int Level, int Wait)> Jobs =
        from north in Gen.Choose(-30, 30)
        from minutes in Gen.Choose(5, 180)
        from begin in Gen.Choose(0, 3000)
        from length in Gen.Choose(0, 1500)
        from skill in Gen.Choose(0, 2)
        from level in Gen.Choose(1, 5)
        from wait in Gen.Choose(0, 200)
        select (north, minutes, begin, length, skill, level, wait);

    private static readonly Engineer[] Crew =
    [
        .. Enumerable.Range(0, 6).Select(n => Registered(Profile($"e{n}", new Skill($"s{n % 3}", 2 + n % 4)) with
        {
            Home = North(n * 4 - 10), MaxVisitsPerDay = 3 + n, SpeedKmh = n is 5 ? 90 : null,
            Shift = n is 4 ? new("Asia/Shanghai", [new(DayOfWeek.Monday, new(new(20, 0), new(4, 0)))]) : NineToSix,
        })),
    ];

    [Fact]
    public void Every_candidate_begins_in_the_window_and_his_day_accepts_him() =>
        Book((job, proposal, days, now) => Assert.All(proposal.Candidates, candidate =>
        {
            Assert.InRange(candidate.Stop.Start, job.Window.From, job.Window.Until);
            Assert.Null(Hold(days, job, candidate, now).Rejection);
        }));

    [Fact]
    public void Everybody_answers_once_in_order_of_cost() =>
        Book((_, proposal, _, _) =>
        {
            Assert.Equal(Crew.Length, proposal.Candidates.Select(candidate => candidate.Engineer).Concat(proposal.Others.Select(other => other.Engineer)).Distinct().Count());
            Assert.Equal(proposal.Candidates.OrderBy(candidate => candidate.Cost.Total).Select(candidate => candidate.Cost), proposal.Candidates.Select(candidate => candidate.Cost));
        });

    [Fact]
    public void The_order_in_which_engineers_are_known_does_not_matter() =>
        Book((job, proposal, days, now) =>
            Assert.Equal(proposal.Json(), Matcher.Propose(job, Plans(days).Reverse(), now, Options).Json()));

    [Fact]
    public void Somebody_can_exactly_when_there_is_a_candidate() =>
        Book((job, proposal, days, now) => Assert.Equal(proposal.Candidates.Count > 0, Matcher.CanAnybody(job, Plans(days), now, Options)));

    private static void Book(Action<Job, Proposal, Dictionary<string, EngineerDay>, DateTimeOffset> law) =>
        Prop.ForAll(Arb.From(Gen.ArrayOf(Jobs, 20)), jobs =>
        {
            var (days, now, count) = (new Dictionary<string, EngineerDay>(), At(7), 0);
            foreach (var (north, minutes, begin, length, skill, level, wait) in jobs)
            {
                now = now.AddSeconds(wait);
                var window = new Window(At(8).AddMinutes(begin), At(8).AddMinutes(begin + length));
                var job = JobIn(window, north, minutes, $"t{count++}/w1") with { Skills = [new($"s{skill}", level)] };
                var proposal = Matcher.Propose(job, Plans(days), now, Options);
                law(job, proposal, days, now);
                if (proposal.Candidates is not [var best, ..])
                    continue;
                var day = DayOf(days, best);
                var held = Hold(days, job, best, now).Fold<EngineerDay, EngineerDayEvent>(day, (state, @event) => state.Apply(@event));
                days[$"{best.Engineer}/{best.Date:O}"] = held.Apply(new DayVisitConfirmed(job.Id, 1));
            }
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<EngineerPlan> Plans(Dictionary<string, EngineerDay> days) =>
        Crew.Select(engineer => new EngineerPlan(engineer, [.. days.Values.Where(day => day.Engineer == engineer.Profile!.Id)]));

    private static EngineerDay DayOf(Dictionary<string, EngineerDay> days, Candidate candidate) =>
        days.GetValueOrDefault($"{candidate.Engineer}/{candidate.Date:O}") ?? new(candidate.Engineer, candidate.Date);

    private static Decision Hold(Dictionary<string, EngineerDay> days, Job job, Candidate candidate, DateTimeOffset now) =>
        EngineerDayDecisions.Decide(DayOf(days, candidate), new HoldVisit(job.Id, 1, candidate.Stop, candidate.Terms, Org), now);
}
