using Dispatch.Engineers;
using Dispatch.Planning;

namespace Dispatch.Bench.Week;

/// <summary>A visit as it really went.</summary>
/// <param name="Left">When the engineer set out.</param>
/// <param name="From">Where he set out.</param>
/// <param name="Terms">What his day allowed when he set out.</param>
internal sealed record MadeVisit(WantedVisit Wanted, string Engineer, DateOnly Date, DateTimeOffset Left, Place From, DayTerms Terms, DateTimeOffset Begun, DateTimeOffset Ended);

/// <summary>A week out in the field: engineers go where they have promised to be, and work there for as long as it really takes.</summary>
/// <remarks>
/// Whoever has promised something sets out when he has to, or as soon as he is done before it. Where the planned work no longer fits into his hours he gives
/// the visit up before he sets out. Work that takes longer than planned is finished, also beyond the end of the shift.
/// </remarks>
internal sealed class Field
{
    private static readonly TimeSpan BetweenTicks = TimeSpan.FromMinutes(5);
    private readonly WeekStory story;
    private readonly Agenda agenda = new();
    private readonly SortedDictionary<string, WantedVisit> wanted;
    private readonly SortedDictionary<string, int> attempts = new(StringComparer.Ordinal);
    private readonly HashSet<string> underWay = new(StringComparer.Ordinal), cancelled = new(StringComparer.Ordinal);
    private readonly List<MadeVisit> made = [];
    private readonly IDispatching dispatching;

    private Field(WeekStory story, Func<Field, IDispatching> dispatching)
    {
        (this.story, Crew) = (story, new(story.Engineers));
        wanted = new(story.Visits.ToDictionary(visit => visit.Job.Id), StringComparer.Ordinal);
        this.dispatching = dispatching(this);
    }

    /// <summary>The engineers.</summary>
    public Crew Crew { get; }

    public DateTimeOffset Now => agenda.Now;

    /// <summary>Lets a week pass.</summary>
    public static WeekOutcome Run(WeekStory story, Func<Field, IDispatching> dispatching)
    {
        var field = new Field(story, dispatching);
        field.Note();
        field.agenda.Run(story.End);
        return new(story, field.made, field.cancelled, field.attempts.Values.Sum(attempt => attempt - 1));
    }

    /// <summary>The visit that a job is for.</summary>
    public WantedVisit Of(string job) => wanted[job];

    /// <summary>Whether somebody is on his way or at work.</summary>
    public bool IsUnderWay(string engineer) => underWay.Contains(engineer);

    /// <summary>Promises a visit to an engineer, and takes it from whoever had it.</summary>
    /// <returns>Whether his day had room; if not, all stays as it was.</returns>
    public bool Promise(WantedVisit visit, string engineer, DateOnly date, Stop stop, (string Engineer, DateOnly Date)? before = null)
    {
        var attempt = attempts.GetValueOrDefault(visit.Job.Id) + 1;
        if (!Crew.Promise(visit.Job.Id, attempt, engineer, date, stop, Now))
            return false;
        if (before is { } had && had != (engineer, date))
            Crew.Do(had.Engineer, had.Date, new ReleaseVisit(visit.Job.Id, attempt - 1), Now);
        attempts[visit.Job.Id] = attempt;
        GoOn(engineer);
        if (before is not null)
            GoOn(before.Value.Engineer);
        return true;
    }

    private void Note()
    {
        foreach (var visit in story.Visits)
        {
            agenda.At(visit.WantedAt, () => Changed(() => dispatching.Seek(visit)));
            if (visit.CancelledAt is { } at)
                agenda.At(at, () => Changed(() => Cancel(visit)));
        }
        foreach (var ill in story.Ill)
        {
            agenda.At(ill.From, () => Changed(() => Lose(ill.Engineer, new ReportSick(ill.From, ill.Until))));
            agenda.At(ill.Until, () => Changed(() => Lose(ill.Engineer, new CheckAbsence())));
        }
        foreach (var hours in story.Engineers.SelectMany(story.HoursOf))
            agenda.At(Instants.Later(hours.From, story.Monday), dispatching.Look);
        for (var tick = story.Monday; tick < story.End; tick += BetweenTicks)
            agenda.At(tick, dispatching.Tick);
    }

    private void Changed(Action what)
    {
        what();
        dispatching.Look();
    }

    private void Cancel(WantedVisit visit)
    {
        var held = Crew.All.SelectMany(engineer => Crew.Held(engineer.Profile!.Id, visit.Job.Id)).ToList();
        if (held.Any(each => each.Visit.State >= VisitState.Departed))
            return;
        cancelled.Add(visit.Job.Id);
        dispatching.Forget(visit);
        foreach (var (day, promised) in held)
        {
            Crew.Do(day.Engineer, day.Date, new ReleaseVisit(visit.Job.Id, promised.Attempt), Now);
            GoOn(day.Engineer);
        }
    }

    private void Lose(string engineer, EngineerCommand command)
    {
        foreach (var job in Crew.Change(engineer, command, Now))
            dispatching.Seek(wanted[job]);
        GoOn(engineer);
    }

    /// <summary>Notes when an engineer has to set out next. Whatever else is noted for him then turns out to be stale.</summary>
    private void GoOn(string engineer)
    {
        if (IsUnderWay(engineer) || Crew.Next(engineer) is not { Day: var day, Visit: var visit })
            return;
        var terms = Crew.Terms(engineer, day.Date);
        var leaves = terms.LatestDeparture(visit.Stop.Start, terms.Travel.Between(day.Route(terms).Terms.Start, visit.Stop.Place));
        agenda.At(Instants.Later(leaves, Now), () => SetOut(engineer, visit));
    }

    private void SetOut(string engineer, Visit due)
    {
        if (IsUnderWay(engineer) || Crew.Next(engineer) is not { Day: var day, Visit: var visit } || visit != due)
            return;
        var terms = Crew.Terms(engineer, day.Date);
        var from = day.Route(terms).Terms.Start;
        if (terms.After(Now, terms.Travel.Between(from, visit.Stop.Place)) is not { } arrival
            || terms.Begins(Instants.Later(arrival, visit.Stop.Start), visit.Stop.End - visit.Stop.Start) is not { } begun)
        {
            Changed(() => GiveUp(day, visit));
            return;
        }
        Crew.Do(engineer, day.Date, new DepartForVisit(visit.Job), Now);
        underWay.Add(engineer);
        var ended = begun + wanted[visit.Job].Work;
        made.Add(new(wanted[visit.Job], engineer, day.Date, Now, from, terms, begun, ended));
        agenda.At(begun, () => Crew.Do(engineer, day.Date, new ArriveAtVisit(visit.Job), Now));
        agenda.At(ended, () => Changed(() => Finish(engineer, day.Date, visit.Job)));
    }

    private void GiveUp(EngineerDay day, Visit visit)
    {
        Crew.Do(day.Engineer, day.Date, new ReleaseVisit(visit.Job, visit.Attempt), Now);
        dispatching.Seek(wanted[visit.Job]);
        GoOn(day.Engineer);
    }

    private void Finish(string engineer, DateOnly date, string job)
    {
        Crew.Do(engineer, date, new CompleteVisit(job), Now);
        underWay.Remove(engineer);
        GoOn(engineer);
    }
}
