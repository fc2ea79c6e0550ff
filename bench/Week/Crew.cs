using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Planning;

namespace Dispatch.Bench.Week;

/// <summary>Engineers and their days, changed by the decisions that the service goes by and by nothing else: nobody can be promised twice.</summary>
internal sealed class Crew(IEnumerable<EngineerProfile> profiles)
{
    private const string Org = "company";
    private readonly SortedDictionary<string, Engineer> engineers = new(
        profiles.ToDictionary(profile => profile.Id, profile => Engineer.Initial(profile.Id).Apply(new EngineerRegistered(profile))), StringComparer.Ordinal);

    private readonly SortedDictionary<string, SortedDictionary<DateOnly, EngineerDay>> days = new(
        profiles.ToDictionary(profile => profile.Id, _ => new SortedDictionary<DateOnly, EngineerDay>()), StringComparer.Ordinal);

    /// <summary>Everybody, by id.</summary>
    public IEnumerable<Engineer> All => engineers.Values;

    /// <summary>Everybody and what he has promised.</summary>
    public IEnumerable<EngineerPlan> Plans => engineers.Values.Select(engineer => new EngineerPlan(engineer, [.. days[engineer.Profile!.Id].Values]));

    /// <summary>One of them.</summary>
    public Engineer this[string engineer] => engineers[engineer];

    /// <summary>His day, empty or not.</summary>
    public EngineerDay Day(string engineer, DateOnly date) => days[engineer].GetValueOrDefault(date) ?? new(engineer, date);

    /// <summary>What his day allows.</summary>
    public DayTerms Terms(string engineer, DateOnly date) => engineers[engineer].TermsOn(date, MatchOptions.Default.Travel);

    /// <summary>His next visit that he has not set out for.</summary>
    public (EngineerDay Day, Visit Visit)? Next(string engineer) =>
        days[engineer].Values.SelectMany(day => day.Visits.Where(visit => visit.State is VisitState.Accepted).Select(visit => ((EngineerDay Day, Visit Visit)?)(day, visit)))
            .MinBy(each => each!.Value.Visit.Stop.Start);

    /// <summary>Where he has a job, if he has it.</summary>
    public IEnumerable<(EngineerDay Day, Visit Visit)> Held(string engineer, string job) =>
        from day in days[engineer].Values let visit = day.Find(job) where visit is not null select (day, visit);

    /// <summary>Promises a visit: held, confirmed and accepted, as the ticket and the engineer would.</summary>
    /// <returns>Whether the day had room for it.</returns>
    public bool Promise(string job, int attempt, string engineer, DateOnly date, Stop stop, DateTimeOffset now)
    {
        if (Refusal(engineer, date, new HoldVisit(job, attempt, stop, Terms(engineer, date), Org), now) is not null)
            return false;
        Do(engineer, date, new ConfirmVisit(job, attempt), now);
        Do(engineer, date, new AcceptVisit(job), now);
        return true;
    }

    /// <summary>What must not be refused.</summary>
    public void Do(string engineer, DateOnly date, EngineerDayCommand command, DateTimeOffset now)
    {
        if (Refusal(engineer, date, command, now) is { } refusal)
            throw new InvalidOperationException($"{engineer} on {date:O} refused {command}: {refusal.Code}");
    }

    /// <summary>He is away, or is back.</summary>
    /// <returns>Jobs that his days have given up.</returns>
    public IReadOnlyList<string> Change(string engineer, EngineerCommand command, DateTimeOffset now)
    {
        engineers[engineer] = EngineerDecisions.Decide(engineers[engineer], command, now).Events.Cast<EngineerEvent>()
            .Aggregate(engineers[engineer], (state, @event) => state.Apply(@event));
        foreach (var date in days[engineer].Keys.ToList())
            Do(engineer, date, new ReviseDay(Terms(engineer, date), Org), now);
        var lost = days[engineer].Values.SelectMany(day => day.Losses.Select(loss => (day.Date, Loss: loss))).ToList();
        foreach (var (date, loss) in lost)
            Do(engineer, date, new AcknowledgeLoss(loss.Job, loss.Attempt), now);
        return [.. lost.Select(each => each.Loss.Job)];
    }

    private Rejection? Refusal(string engineer, DateOnly date, EngineerDayCommand command, DateTimeOffset now)
    {
        var day = Day(engineer, date);
        var decision = EngineerDayDecisions.Decide(day, command, now);
        if (decision.Rejection is null)
            days[engineer][date] = decision.Events.Cast<EngineerDayEvent>().Aggregate(day, (state, @event) => state.Apply(@event));
        return decision.Rejection;
    }
}
