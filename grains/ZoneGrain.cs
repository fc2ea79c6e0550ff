using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Zones;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Dispatch.Grains;

/// <summary>The shell of a <see cref="Zone"/>, with what it knows of engineers, days and warehouses at the moment.</summary>
public sealed class ZoneGrain(EntityContext context, IJobNews news, IConfigurationSource configuration, MatchOptions? options = null) : EntityGrain<Zone, ZoneEvent>(context), IZoneGrain
{
    private const int TriesAtOnce = 100;
    private const int RetriesAtOnce = 16;
    private const int ProposalsRemembered = 1_000;
    private static readonly TimeSpan BetweenRetries = TimeSpan.FromMilliseconds(500);

    private readonly WaitingJobs waiting = new();
    private readonly Dictionary<string, string> lastBest = new(StringComparer.Ordinal);
    private readonly Queue<string> proposed = new();
    private ZoneCrew? crew;
    private ZoneSupplies? supplies;
    private IGrainTimer? retry;
    private DateTimeOffset retried = DateTimeOffset.MinValue;
    private long changes;

    private MatchOptions Matching => (options ?? MatchOptions.Default) with { Weights = DispatchPrices.Of(configuration.Current).ForMatching() };

    private ZoneCrew Crew => crew ??= new(GrainFactory, () => Now);

    private ZoneSupplies Supplies => supplies ??= new(GrainFactory, () => Now);

    /// <inheritdoc />
    public Task<Outcome> Handle(ZoneCommand command, Origin origin) => Commit(ZoneDecisions.Decide(State, command, Now), origin);

    /// <inheritdoc />
    public Task<Snapshot<Zone>?> Describe() => Task.FromResult(State.Name is null ? null : new Snapshot<Zone>(State, Version));

    /// <inheritdoc />
    public async Task<ZoneProposal> Propose(Job job)
    {
        await Crew.Know(State.Engineers);
        if (lastBest.Remove(job.Id, out var refused))
            await Crew.Refresh(refused);
        var answer = await Answer(job);
        if (answer.Proposal.Candidates is [var best, ..])
            Remember(job.Id, best.Engineer);
        else
            waiting.Add(job, Now);
        return answer;
    }

    /// <inheritdoc />
    public async Task<ZoneProposal> Look(Job job, IReadOnlyList<string> afresh)
    {
        await Crew.Know(State.Engineers);
        await Task.WhenAll(afresh.Where(State.Engineers.Contains).Select(Crew.Refresh));
        return await Answer(job);
    }

    private async Task<ZoneProposal> Answer(Job job)
    {
        var proposal = Matcher.Propose(job, Crew.Plans, Now, Matching);
        var (able, shorts) = job.Parts is [] ? ([], []) : await Supplies.Nearest(State.Warehouses, job);
        return new(proposal, able, shorts, changes);
    }

    /// <inheritdoc />
    public Task Wait(Job job, long seen)
    {
        waiting.Add(job, Now);
        // Another activation of the zone counts from zero.
        if (seen != changes)
            Retry();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Forget(string job)
    {
        waiting.Remove(job);
        lastBest.Remove(job);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task EngineerChanged(string engineer)
    {
        await Crew.Refresh(engineer);
        var serves = Crew.Serves(engineer, State.Id);
        await Commit(ZoneDecisions.Decide(State, new EnrolEngineer(engineer, serves), Now), Origin.System);
        if (!serves)
            Crew.Forget(engineer);
        changes++;
        Retry();
    }

    /// <inheritdoc />
    public Task DayChanged(Snapshot<EngineerDay> day)
    {
        Crew.Learn(day);
        changes++;
        Retry();
        return Task.CompletedTask;
    }

    private void Remember(string job, string best)
    {
        lastBest[job] = best;
        proposed.Enqueue(job);
        if (proposed.Count > ProposalsRemembered)
            lastBest.Remove(proposed.Dequeue());
    }

    private void Retry()
    {
        if (waiting.Count is 0)
            return;
        waiting.Restart();
        // A change is answered at once, a burst of changes by one look at all who wait.
        var due = retried + BetweenRetries - Now;
        retry ??= this.RegisterGrainTimer(RetryWaiting, new GrainTimerCreationOptions(due > TimeSpan.Zero ? due : TimeSpan.Zero, BetweenRetries));
    }

    private async Task RetryWaiting(CancellationToken cancellationToken)
    {
        await Crew.Know(State.Engineers);
        var (now, matching) = (retried = Now, Matching);
        foreach (var job in waiting.TakeFeasible(job => Matcher.CanAnybody(job, Crew.Plans, now, matching), TriesAtOnce, RetriesAtOnce))
        {
            using (ExecutionContext.SuppressFlow())
                _ = TellTicket(job);
        }
        if (waiting.Unfinished)
            return;
        retry?.Dispose();
        retry = null;
    }

    private async Task TellTicket(Job job)
    {
        try
        {
            await news.Retry(job.Id);
        }
        catch (Exception exception)
        {
            Log.LogWarning(exception, "The ticket of {Job} did not hear that somebody can take it.", job.Id);
            waiting.Add(job, Now);
        }
    }
}
