using Dispatch.Engineers;
using Dispatch.Planning;
using Dispatch.Tickets;

namespace Dispatch.Matching;

/// <summary>A visit that a day's plan may move, or find somebody for.</summary>
/// <param name="Job">What it asks for.</param>
/// <param name="Promised">What is promised now; null while nobody has it.</param>
public sealed record MovableVisit(Job Job, Booking? Promised)
{
    /// <summary>When it would really begin and end where it is, as the day goes; null while nobody has it, or as promised.</summary>
    public Stop? AsItGoes { get; init; }

    /// <summary>From when on it is late: past the deadline, or past the window that was promised.</summary>
    public DateTimeOffset LateFrom => Job.DueAt is { } due ? Instants.Earlier(due, Job.Window.Until + Job.Duration) : Job.Window.Until + Job.Duration;

    /// <summary>How much later than promised it would begin.</summary>
    public TimeSpan Behind => AsItGoes is { Start: var start } && Promised is { Start: var promised } && start > promised ? start - promised : TimeSpan.Zero;
}

/// <summary>A day as the planner's problem: what is under way or about to begin stays, the rest may move where that pays.</summary>
public sealed class DayProblem
{
    /// <summary>Whoever begins sooner than this has set out, or is about to.</summary>
    public static readonly TimeSpan Frozen = TimeSpan.FromMinutes(60);

    private readonly DateTimeOffset soon, last;
    private readonly long lateHour;
    private readonly HashSet<string> moving;
    private readonly IReadOnlyDictionary<string, Stop> asItGoes;

    private DayProblem(
        IReadOnlyList<(Engineer Engineer, EngineerDay Day)> engineers, IReadOnlyList<MovableVisit> visits, IReadOnlyDictionary<string, Stop> asItGoes, DispatchPrices prices, DateTimeOffset now)
    {
        (soon, lateHour, this.asItGoes) = (now + Frozen, prices.LateHour, asItGoes);
        var stays = engineers.SelectMany(each => each.Day.Visits).Where(visit => visit.Pinned || Stays(visit)).Select(visit => visit.Job).ToHashSet(StringComparer.Ordinal);
        last = engineers.SelectMany(each => each.Engineer.HoursOn(each.Day.Date)).Select(hours => hours.Until).DefaultIfEmpty(soon).Max();
        Movable = [.. visits.Where(visit => !stays.Contains(visit.Job.Id) && visit.Job.Window.Until > soon && visit.Job.Window.From <= last)];
        moving = Movable.Select(visit => visit.Job.Id).ToHashSet(StringComparer.Ordinal);
        var people = engineers.Select(each => Person(each.Engineer, each.Day)).OfType<PlanEngineer>().ToList();
        var known = people.Select(person => person.Id).ToHashSet(StringComparer.Ordinal);
        List<PlanJob> jobs =
        [
            .. Movable.Where(visit => visit.Promised is null || known.Contains(visit.Promised.Engineer)).Select(PlanJobOf),
            .. engineers.Where(each => known.Contains(each.Day.Engineer)).SelectMany(each => each.Day.Visits.Where(IsFixed).Select(visit => Pinned(each.Day.Engineer, visit))),
        ];
        Problem = new(people, jobs) { Prices = prices.ForPlans(), Travel = MatchOptions.Default.Travel, Routes = AsPromised(jobs) };
    }

    /// <summary>The problem.</summary>
    public PlanProblem Problem { get; }

    /// <summary>Visits that may move.</summary>
    public IReadOnlyList<MovableVisit> Movable { get; }

    /// <summary>Makes the problem of a day.</summary>
    /// <param name="engineers">Engineers with their day on that date, empty or not.</param>
    /// <param name="visits">Visits that are promised on that date, or to nobody.</param>
    /// <param name="asItGoes">When visits really begin and end, by job; what is missing goes as promised.</param>
    public static DayProblem Of(
        IReadOnlyList<(Engineer Engineer, EngineerDay Day)> engineers, IReadOnlyList<MovableVisit> visits, IReadOnlyDictionary<string, Stop> asItGoes, DispatchPrices prices, DateTimeOffset now) =>
        new(engineers, visits, asItGoes, prices, now);

    /// <summary>When an engineer is free for what may move: what stays is over by then as the day goes.</summary>
    public DateTimeOffset FreeFrom(EngineerDay day) =>
        day.Visits.Where(Stays).Select(visit => Really(visit).End).Append(soon).Max();

    private bool Stays(Visit visit) => visit.State >= VisitState.Departed || Really(visit).Start < soon;

    private Stop Really(Visit visit) => asItGoes.GetValueOrDefault(visit.Job) ?? visit.Stop;

    /// <summary>Whether a visit keeps its time because nobody asked to have it moved.</summary>
    private bool IsFixed(Visit visit) => !Stays(visit) && !moving.Contains(visit.Job);

    // What is promised by now is where the search begins, so that it finds nothing worse.
    private static IReadOnlyList<GivenRoute> AsPromised(IReadOnlyList<PlanJob> jobs) =>
    [
        .. from job in jobs
           let engineer = job.Promised?.Engineer ?? job.Pin?.Engineer
           where engineer is not null
           orderby job.Promised?.Start ?? job.Pin!.Start, job.Id
           group job.Id by engineer into route
           select new GivenRoute(route.Key, [.. route]),
    ];

    private PlanEngineer? Person(Engineer engineer, EngineerDay day)
    {
        var profile = engineer.Profile!;
        var stays = day.Visits.Where(Stays).ToList();
        // He goes on from the last visit that stays, and not before it is over.
        var last = stays.MaxBy(visit => Really(visit).Start);
        var from = FreeFrom(day);
        var hours = Window.Joined(engineer.HoursOn(day.Date)).Where(span => span.Until > from).Select(span => span.From < from ? span with { From = from } : span).ToList();
        return hours.Count is 0 ? null : new(profile.Id, hours, new(last?.Stop.Place ?? profile.Home))
        {
            Skills = profile.Skills,
            Zones = profile.Zones,
            SpeedKmh = profile.SpeedKmh is { } speed ? Math.Max(speed, PlanLimits.SlowestKmh) : null,
            MaxVisits = Math.Max(0, profile.MaxVisitsPerDay - stays.Count),
            // Whoever declined a visit lacks the one thing that it asks for.
            Tools = [.. Movable.Where(visit => visit.Job.Declined.Count > 0 && !visit.Job.Declined.Contains(profile.Id, StringComparer.Ordinal)).Select(visit => visit.Job.Id)],
        };
    }

    private PlanJob PlanJobOf(MovableVisit visit) => new(visit.Job.Id, new(visit.Job.Place), visit.Job.Duration)
    {
        Windows = [new(Instants.Later(visit.Job.Window.From, soon), Instants.Later(Instants.Earlier(visit.Job.Window.Until, last), soon))],
        Skills = visit.Job.Skills,
        Zone = visit.Job.Zone,
        Priority = visit.Job.Priority,
        Tools = visit.Job.Declined.Count > 0 ? [visit.Job.Id] : [],
        // What is late already is so in every plan, and must not come to more than leaving the visit out.
        Deadline = visit.LateFrom < last ? new(Instants.Later(visit.LateFrom, soon), lateHour) : null,
        Promised = visit.Promised is { } promised ? new(promised.Engineer, promised.Start) : null,
    };

    private static PlanJob Pinned(string engineer, Visit visit) =>
        new(visit.Job, new(visit.Stop.Place), visit.Stop.End - visit.Stop.Start) { Pin = new(engineer, visit.Stop.Start) };
}
