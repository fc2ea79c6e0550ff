using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Planning;
using Dispatch.Planning.Solving;
using Dispatch.Tickets;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Matching;

public sealed class DayMovesTests
{
    private static readonly DateTimeOffset Eight = At(8);

    [Fact]
    public void Visits_that_cross_each_others_ways_are_exchanged_and_each_move_is_possible_after_those_before_it()
    {
        var day = new Day();
        day.Has("a", homeKm: 0, (At(10), 60, 20), (At(14), 60, 21));
        day.Has("b", homeKm: 20, (At(10), 60, 0), (At(14), 60, 1));
        var moves = day.Improve();
        Assert.True(moves.Travel < TimeSpan.FromMinutes(-50), $"{moves.Travel}");
        Assert.Equal(moves.Travel, day.TravelAfter(moves) - day.Travel());
    }

    [Fact]
    public void A_search_begins_from_what_is_promised()
    {
        var day = new Day();
        day.Has("a", homeKm: 0, (At(10), 60, 20), (At(14), 60, 21));
        day.Has("b", homeKm: 20, (At(10), 60, 0), (At(14), 60, 1));
        Assert.Empty(day.Improve(rounds: 0).Moves);
    }

    [Fact]
    public void What_begins_within_the_hour_or_has_begun_stays()
    {
        var day = new Day();
        day.Has("a", homeKm: 0, (At(8, 30), 60, 40));
        day.Has("b", homeKm: 40, (At(12), 60, 40));
        Assert.DoesNotContain(day.Improve().Moves, move => move.Job == "a0/w1");
    }

    [Fact]
    public void A_visit_that_nobody_has_is_found_somebody()
    {
        var day = new Day();
        day.Has("a", homeKm: 0, (At(10), 60, 5));
        day.Lacks("x/w1", 60, 6, At(9), At(17));
        var move = Assert.Single(day.Improve().Moves, move => move.Job == "x/w1");
        Assert.Equal((null, "a"), (move.From, move.Engineer));
    }

    [Fact]
    public void What_somebody_is_too_late_for_goes_to_who_can_keep_the_promise()
    {
        var day = new Day();
        day.Has("a", homeKm: 0, (At(8, 30), 60, 0), (At(10, 30), 60, 1));
        day.Has("b", homeKm: 30);
        Assert.Empty(day.Improve().Moves);

        day.Goes("a0/w1", At(8, 30), At(12, 30));
        day.Goes("a1/w1", At(12, 35), At(13, 35));
        day.Due("a1/w1", At(12));
        var moves = day.Improve();
        var move = Assert.Single(moves.Moves);
        Assert.Equal(("a1/w1", "b"), (move.Job, move.Engineer));
        Assert.True(move.End <= At(12), $"{move.End}");
        Assert.Equal(-TimeSpan.FromMinutes(95), moves.Late);
    }

    [Fact]
    public void A_visit_that_would_be_late_changes_places_with_one_that_can_wait()
    {
        var day = new Day();
        day.Has("a", homeKm: 0, (At(9, 15), 60, 2), (At(10, 30), 60, 4));
        day.Due("a1/w1", At(10, 45));
        var moves = day.Improve();
        Assert.Equal(["a0/w1", "a1/w1"], moves.Moves.Select(move => move.Job));
        Assert.True(moves.Moves[0].Start >= moves.Moves[1].End && moves.Moves[1].End <= At(10, 45), $"{moves}");
        Assert.Equal(-TimeSpan.FromMinutes(45), moves.Late);
        Assert.Equal(moves.Travel, day.TravelAfter(moves) - day.Travel());
    }

    [Fact]
    public void Whoever_declined_a_visit_is_not_proposed_for_it()
    {
        var day = new Day();
        day.Has("a", homeKm: 5);
        day.Has("b", homeKm: 60);
        day.Lacks("x/w1", 60, 6, At(9), At(17), declined: ["a"]);
        Assert.Equal("b", Assert.Single(day.Improve().Moves).Engineer);
    }

    [Fact]
    public void A_visit_that_is_late_for_years_is_found_somebody_as_soon_as_any_other()
    {
        var day = new Day();
        day.Has("a", homeKm: 0);
        day.Lacks("x/w1", 60, 6, At(9), At(17).AddYears(50), due: Eight.AddYears(-20));
        day.Lacks("y/w1", 60, 6, At(9).AddYears(30), At(17).AddYears(50));
        Assert.Equal("x/w1", Assert.Single(day.Improve().Moves).Job);
    }

    [Fact]
    public void Whoever_is_slower_than_anybody_or_works_hours_that_touch_is_planned_like_the_others()
    {
        var day = new Day();
        var touching = new ShiftPattern("Asia/Shanghai", [new(DayOfWeek.Monday, new(new(9, 0), new(12, 0))), new(DayOfWeek.Monday, new(new(12, 0), new(18, 0)))]);
        day.Has(Profile("a") with { SpeedKmh = 0.001, Shift = touching });
        day.Lacks("x/w1", 60, 0, At(9), At(17));
        Assert.Equal("a", Assert.Single(day.Improve().Moves).Engineer);
    }

    [Fact]
    public void A_day_that_is_as_good_as_it_can_be_is_left_alone()
    {
        var day = new Day();
        day.Has("a", homeKm: 0, (At(9, 15), 60, 1));
        day.Has("b", homeKm: 40, (At(9, 15), 60, 41));
        Assert.Empty(day.Improve().Moves);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_move_is_held_by_its_day_in_the_order_given_and_travel_is_what_was_said(int seed)
    {
        var (random, day) = (new Random(seed), new Day());
        foreach (var id in (string[])["a", "b", "c", "d"])
            day.Has(id, random.Next(80), [.. Enumerable.Range(0, 4).Select(i => (At(9 + i * 2, 5 * random.Next(6)), 30, (double)random.Next(80)))]);
        var moves = day.Improve();
        Assert.Equal(moves.Travel, day.TravelAfter(moves) - day.Travel());
    }

    /// <summary>A Monday of a few engineers on one road.</summary>
    private sealed class Day
    {
        private readonly List<(Engineer Engineer, EngineerDay Day)> engineers = [];
        private readonly List<MovableVisit> visits = [];
        private readonly Dictionary<string, Stop> asItGoes = [];

        /// <summary>A visit begins and ends otherwise than promised.</summary>
        public void Goes(string job, DateTimeOffset start, DateTimeOffset end) =>
            Change(job, visit => visit with { AsItGoes = asItGoes[job] = new(visit.Job.Place, start, end) });

        public void Due(string job, DateTimeOffset due) => Change(job, visit => visit with { Job = visit.Job with { DueAt = due } });

        private void Change(string job, Func<MovableVisit, MovableVisit> change)
        {
            var at = visits.FindIndex(visit => visit.Job.Id == job);
            visits[at] = change(visits[at]);
        }

        public void Has(string id, double homeKm, params (DateTimeOffset Start, int Minutes, double Km)[] promised) =>
            Has(Profile(id) with { Home = North(homeKm) }, promised);

        public void Has(EngineerProfile profile, params (DateTimeOffset Start, int Minutes, double Km)[] promised)
        {
            var (id, engineer) = (profile.Id, Registered(profile));
            var day = new EngineerDay(id, Monday);
            foreach (var (i, (start, minutes, km)) in promised.Index())
            {
                var stop = new Stop(North(km), start, start.AddMinutes(minutes));
                day = day.Apply(new DayVisitHeld($"{id}{i}/w1", 1, stop, At(23))).Apply(new DayVisitConfirmed($"{id}{i}/w1", 1));
                visits.Add(new(JobIn(new(At(9), At(17)), km, minutes, $"{id}{i}/w1"), new($"{id}{i}/w1", 1, id, Monday, stop.Start, stop.End, start, null)));
            }
            engineers.Add((engineer, day));
        }

        public void Lacks(string job, int minutes, double km, DateTimeOffset from, DateTimeOffset until, string[]? declined = null, DateTimeOffset? due = null) =>
            visits.Add(new(JobIn(new(from, until), km, minutes, job) with { Declined = declined ?? [], DueAt = due }, null));

        public DayMoves Improve(int rounds = 3_000)
        {
            var problem = DayProblem.Of(engineers, visits, asItGoes, new(), Eight);
            var plan = PlanSolver.Run(InstanceBuilder.Build(problem.Problem).Required(), seed: 1, SearchLimit.Rounds(rounds), TimeProvider.System).Best;
            return DayMoves.Towards(plan, problem, engineers, Eight);
        }

        public TimeSpan Travel() => Travel(engineers.Select(each => each.Day));

        /// <summary>Makes the moves as the service does, by holds, and says how much travel there is then.</summary>
        public TimeSpan TravelAfter(DayMoves moves)
        {
            var days = engineers.ToDictionary(each => each.Day.Engineer, each => each.Day);
            foreach (var move in moves.Moves)
            {
                var place = visits.Single(visit => visit.Job.Id == move.Job).Job.Place;
                var hold = new HoldVisit(move.Job, 2, new(place, move.Start, move.End), Terms(move.Engineer), Org);
                days[move.Engineer] = EngineerDayDecisions.Decide(days[move.Engineer], hold, Eight).Fold<EngineerDay, EngineerDayEvent>(days[move.Engineer], (day, @event) => day.Apply(@event));
                if (move.From is { } from && from.Engineer != move.Engineer)
                    days[from.Engineer] = days[from.Engineer].Apply(new DayVisitReleased(move.Job, 1));
            }
            return Travel(days.Values);
        }

        private TimeSpan Travel(IEnumerable<EngineerDay> days) => days.Aggregate(TimeSpan.Zero, (sum, day) => sum + day.Route(Terms(day.Engineer)).TravelTime);

        private DayTerms Terms(string engineer) => engineers.Single(each => each.Day.Engineer == engineer).Engineer.TermsOn(Monday, MatchOptions.Default.Travel);
    }
}
