using Dispatch.Engineers;
using Dispatch.Planning;
using Dispatch.Tickets;

namespace Dispatch.Matching;

/// <summary>A visit that would be better off elsewhere.</summary>
/// <param name="Job">Key of the job, <c>{ticket}/{work order}</c>.</param>
/// <param name="From">What is promised now; null while nobody has it.</param>
public sealed record ProposedMove(string Job, Booking? From, string Engineer, DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>How much later than promised it would begin if it stayed.</summary>
    public TimeSpan Behind { get; init; }
}

/// <summary>Moves in an order in which each is possible once those before it are made, and what they change together.</summary>
/// <param name="Travel">Travel of all engineers, more or less than now.</param>
/// <param name="Late">Time beyond deadlines and promised windows, more or less than as the day goes.</param>
public sealed record DayMoves(IReadOnlyList<ProposedMove> Moves, TimeSpan Travel, TimeSpan Late)
{
    /// <summary>No move at all.</summary>
    public static DayMoves None { get; } = new([], TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>What they come to in minor units, more or less than now: travel, lateness and what changes of promises. A visit that is behind has changed already.</summary>
    public double CostBy(DispatchPrices prices) =>
        prices.TravelHour * Travel.TotalHours + prices.LateHour * Late.TotalHours + Moves.Where(move => move.From is not null)
            .Sum(move => (move.From!.Engineer == move.Engineer ? 0 : prices.ChangedEngineer)
                + prices.ChangedHour * ((move.Start - move.From.Start).Duration() - move.Behind).TotalHours);

    /// <summary>A promise that shifts by less stays as it is.</summary>
    private static readonly TimeSpan Slight = TimeSpan.FromMinutes(15);

    /// <summary>How far from the planned instant a visit may come to lie, because promises lie on a grid and slight shifts are not made.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(30);

    /// <summary>The moves that bring a day near a plan, tried by the rules by which they will be made. What finds no place after all stays where it is.</summary>
    /// <param name="engineers">As for <see cref="DayProblem.Of"/>.</param>
    public static DayMoves Towards(Plan plan, DayProblem problem, IReadOnlyList<(Engineer Engineer, EngineerDay Day)> engineers, DateTimeOffset now)
    {
        var days = engineers.ToDictionary(each => each.Day.Engineer, each => each.Day, StringComparer.Ordinal);
        var terms = engineers.ToDictionary(each => each.Day.Engineer, each => each.Engineer.TermsOn(each.Day.Date, MatchOptions.Default.Travel), StringComparer.Ordinal);
        var before = TravelOf(days, terms);
        var (made, late, left) = (new List<ProposedMove>(), TimeSpan.Zero, Wanted(plan, problem, days));
        while (left.Exists(wish => !wish.OnlyForRoom))
        {
            var granted = left.Find(wish => !wish.OnlyForRoom && Try(wish, Near(wish))) ?? left.Find(wish => wish.OnlyForRoom && Try(wish, Near(wish)))
                // Where visits stand in each other's way in a circle, the last of them makes room by going later than planned.
                ?? left.FindLast(wish => !wish.OnlyForRoom && Try(wish, [NotBefore(wish)]));
            if (granted is null)
                break;
            left.Remove(granted);
        }
        return new(made, TravelOf(days, terms) - before, late);

        bool Try(Wish wish, IEnumerable<Window> windows)
        {
            var (visit, engineer) = (wish.Visit, wish.Engineer);
            var day = days[engineer].Without(visit.Job.Id);
            var route = day.Route(terms[engineer]);
            var found = windows.Where(window => window.From <= window.Until)
                .Select(window => route.Earliest(visit.Job.Place, visit.Job.Duration, window, problem.FreeFrom(days[engineer]), MatchOptions.Default.Step)).FirstOrDefault(each => each is not null);
            if (found is null)
                return false;
            var stop = new Stop(visit.Job.Place, found.Start, found.Start + visit.Job.Duration);
            if (visit.Promised is { } promised)
                days[promised.Engineer] = days[promised.Engineer].Without(visit.Job.Id);
            var held = new Visit(visit.Job.Id, (visit.Promised?.Attempt ?? 0) + 1, stop, VisitState.Confirmed);
            days[engineer] = day with { Visits = [.. day.Visits.Append(held).OrderBy(each => each.Stop.Start)] };
            // What nobody has is late by now at least.
            late += LateBy(visit, stop.End) - LateBy(visit, visit.AsItGoes?.End ?? visit.Promised?.End ?? now);
            made.Add(new(visit.Job.Id, visit.Promised, engineer, stop.Start, stop.End) { Behind = visit.Behind });
            return true;
        }
    }

    /// <summary>A visit and where a plan has it.</summary>
    /// <param name="OnlyForRoom">Whether all that it does is to begin sooner, because a plan does not wait: it is moved only where another one needs its place.</param>
    private sealed record Wish(MovableVisit Visit, string Engineer, DateTimeOffset Start, bool OnlyForRoom);

    /// <summary>The planned time and a little after it; else a little before.</summary>
    private static IEnumerable<Window> Near(Wish wish)
    {
        var (window, start) = (wish.Visit.Job.Window, wish.Start);
        yield return new(Instants.Later(start, window.From), Instants.Earlier(start + Leeway, window.Until));
        yield return new(Instants.Later(start - Leeway, window.From), Instants.Earlier(start, window.Until));
    }

    private static Window NotBefore(Wish wish) => wish.Visit.Job.Window with { From = Instants.Later(wish.Start, wish.Visit.Job.Window.From) };

    private static List<Wish> Wanted(Plan plan, DayProblem problem, Dictionary<string, EngineerDay> days)
    {
        var places = plan.Routes.SelectMany(route => route.Visits.Where(visit => visit.Job is not null).Select(visit => (route.Engineer, visit.Start, Job: visit.Job!)))
            .ToDictionary(place => place.Job, StringComparer.Ordinal);
        var (planned, now) = (
            Order(plan.Routes.Select(route => route.Visits.Select(visit => visit.Job).OfType<string>())),
            Order(days.Values.Select(day => day.Visits.Select(visit => visit.Job).Where(places.ContainsKey))));
        return
        [
            .. from visit in problem.Movable
               where places.ContainsKey(visit.Job.Id)
               let place = places[visit.Job.Id]
               where visit.Promised is not { } promised || promised.Engineer != place.Engineer || (promised.Start - place.Start).Duration() > Slight
               orderby place.Start, visit.Job.Id
               select new Wish(visit, place.Engineer, place.Start, IsOnlyForRoom(visit, place.Engineer, place.Start, planned[visit.Job.Id] == now.GetValueOrDefault(visit.Job.Id))),
        ];
    }

    private static bool IsOnlyForRoom(MovableVisit visit, string engineer, DateTimeOffset start, bool afterTheSame) =>
        visit.Promised is { } promised && promised.Engineer == engineer && start < promised.Start && afterTheSame && visit.Behind == TimeSpan.Zero && promised.End <= visit.LateFrom;

    /// <summary>Each job with the one before it on its route, or null.</summary>
    private static Dictionary<string, string?> Order(IEnumerable<IEnumerable<string>> routes)
    {
        var before = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var route in routes)
        {
            var last = (string?)null;
            foreach (var job in route)
                (before[job], last) = (last, job);
        }
        return before;
    }

    private static TimeSpan TravelOf(Dictionary<string, EngineerDay> days, Dictionary<string, DayTerms> terms) =>
        days.Values.OrderBy(day => day.Engineer, StringComparer.Ordinal).Aggregate(TimeSpan.Zero, (sum, day) => sum + day.Route(terms[day.Engineer]).TravelTime);

    private static TimeSpan LateBy(MovableVisit visit, DateTimeOffset end) => end > visit.LateFrom ? end - visit.LateFrom : TimeSpan.Zero;
}
