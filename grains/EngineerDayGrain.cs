using Dispatch.Engineers;
using Dispatch.Planning;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Dispatch.Grains;

/// <summary>The shell of an <see cref="EngineerDay"/>.</summary>
public sealed class EngineerDayGrain(EntityContext context, IJobNews news) : EntityGrain<EngineerDay, EngineerDayEvent>(context), IEngineerDayGrain
{
    private IReadOnlyList<string>? zones;

    /// <inheritdoc />
    public async Task<Outcome> Hold(string job, int attempt, Stop stop, Origin origin)
    {
        if (await Engineer.OpenDay(State.Date) is not { } conditions)
            return new Outcome.Rejected(Rejection.Of(RejectionCode.EngineerUnknown));
        zones = conditions.Zones;
        return await Decide(new HoldVisit(job, attempt, stop, conditions.Terms, conditions.Org), origin);
    }

    /// <inheritdoc />
    public Task<Outcome> Confirm(string job, int attempt, DateTimeOffset? acceptBy, Origin origin) =>
        Decide(new ConfirmVisit(job, attempt, acceptBy), origin);

    /// <inheritdoc />
    public Task<Outcome> Release(string job, int attempt, Origin origin) => Decide(new ReleaseVisit(job, attempt), origin);

    /// <inheritdoc />
    public Task<Outcome> DropHold(string job, int attempt, Origin origin) => Decide(new ReleaseVisit(job, attempt, HeldOnly: true), origin);

    /// <inheritdoc />
    public Task<Outcome> Pin(string job, bool pinned, Origin origin) => Decide(new PinVisit(job, pinned), origin);

    /// <inheritdoc />
    public Task<Outcome> Accept(string job, Origin origin) => Decide(new AcceptVisit(job), origin);

    /// <inheritdoc />
    public Task<Outcome> Decline(string job, Origin origin) => Decide(new DeclineVisit(job), origin);

    /// <inheritdoc />
    public Task<Outcome> Depart(string job, Origin origin) => Decide(new DepartForVisit(job), origin);

    /// <inheritdoc />
    public Task<Outcome> Arrive(string job, Origin origin) => Decide(new ArriveAtVisit(job), origin);

    /// <inheritdoc />
    public Task<Outcome> Complete(string job, Origin origin) => Decide(new CompleteVisit(job), origin);

    /// <inheritdoc />
    public async Task Revise()
    {
        if (Version is 0 || await Engineer.DescribeDay(State.Date) is not { } conditions)
            return;
        zones = conditions.Zones;
        await Decide(new ReviseDay(conditions.Terms, conditions.Org), Origin.System);
    }

    /// <inheritdoc />
    public Task AcknowledgeLoss(string job, int attempt) => Decide(new AcknowledgeLoss(job, attempt), Origin.System);

    /// <inheritdoc />
    public Task<Snapshot<EngineerDay>> Describe() => Task.FromResult(new Snapshot<EngineerDay>(State, Version));

    /// <inheritdoc />
    protected override Decision DecideWake(DateTimeOffset now) => EngineerDayDecisions.Decide(State, new CheckDay(), now);

    /// <inheritdoc />
    protected override DateTimeOffset InstantOf(EngineerDayEvent @event, DateTimeOffset now) => @event switch
    {
        DayVisitHoldLapsed lapsed => lapsed.DueAt,
        DayVisitOfferExpired expired => expired.DueAt,
        _ => now,
    };

    /// <summary>A ticket hears of each visit that the day gave up of its own accord.</summary>
    protected override IEnumerable<Reaction> Pending(EngineerDay day) =>
        day.Losses.Select(loss => new Reaction($"lost/{loss.Job}/{loss.Attempt}", () => Report(loss)));

    /// <summary>Zones plan with what the day holds. Their plan is a cache, so news that gets lost costs one refused hold.</summary>
    protected override void Committed(IReadOnlyList<EngineerDayEvent> events)
    {
        using (ExecutionContext.SuppressFlow())
            _ = TellZones(new(State, Version));
    }

    private IEngineerGrain Engineer => GrainFactory.GetGrain<IEngineerGrain>($"{Engineers.Engineer.Kind}/{State.Engineer}");

    private Task<Outcome> Decide(EngineerDayCommand command, Origin origin) =>
        Commit(EngineerDayDecisions.Decide(State, command, Now, MachineWait(EngineerDayDecisions.HoldFor)), origin);

    private async Task Report(VisitLoss loss)
    {
        await news.Lost(loss.Job, loss.Attempt);
        // A call to itself, because an acknowledgement is a turn like any other.
        await GrainFactory.GetGrain<IEngineerDayGrain>(this.GetPrimaryKeyString()).AcknowledgeLoss(loss.Job, loss.Attempt);
    }

    private async Task TellZones(Snapshot<EngineerDay> day)
    {
        try
        {
            zones ??= (await Engineer.DescribeDay(day.State.Date))?.Zones ?? [];
            foreach (var zone in zones)
                await GrainFactory.GetGrain<IZoneGrain>($"{Zones.Zone.Kind}/{zone}").DayChanged(day);
        }
        catch (Exception exception)
        {
            Log.LogWarning(exception, "Zones did not hear of version {Version} of {Day}.", day.Version, this.GetPrimaryKeyString());
        }
    }
}
