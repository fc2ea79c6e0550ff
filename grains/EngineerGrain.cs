using Dispatch.Engineers;
using Dispatch.Matching;
using Orleans;

namespace Dispatch.Grains;

/// <summary>The shell of an <see cref="Engineer"/>. He never awaits his days or zones: they hear of changes by reaction and ask back.</summary>
public sealed class EngineerGrain(EntityContext context, MatchOptions? options = null) : EntityGrain<Engineer, EngineerEvent>(context), IEngineerGrain
{
    private readonly MatchOptions matching = options ?? MatchOptions.Default;

    /// <inheritdoc />
    public Task<Outcome> Handle(EngineerCommand command, Origin origin) =>
        command is RegisterEngineer register && register.Profile.Id != Id
            ? Task.FromResult<Outcome>(new Outcome.Rejected(Rejection.Of(RejectionCode.EngineerIdInvalid, ("id", register.Profile.Id)).At("$.profile.id")))
            : Commit(EngineerDecisions.Decide(State, command, Now), origin);

    /// <inheritdoc />
    public Task<Snapshot<Engineer>?> Describe() => Task.FromResult(Version is 0 ? null : new Snapshot<Engineer>(State, Version));

    /// <inheritdoc />
    public async Task<DayConditions?> OpenDay(DateOnly date) =>
        await Handle(new OpenEngineerDay(date), Origin.System) is Outcome.Accepted ? Conditions(date) : null;

    /// <inheritdoc />
    public Task<DayConditions?> DescribeDay(DateOnly date) => Task.FromResult(Conditions(date));

    /// <inheritdoc />
    protected override Decision DecideWake(DateTimeOffset now) => EngineerDecisions.Decide(State, new CheckAbsence(), now);

    /// <summary>Each open day and each zone hears of the latest change.</summary>
    protected override IEnumerable<Reaction> Pending(Engineer engineer) =>
        engineer.Untold.Select(who => new Reaction($"{who}#{engineer.Changes}", () => Tell(who, engineer.Changes)));

    private async Task Tell(string who, int change)
    {
        if (who.StartsWith("zone/", StringComparison.Ordinal))
            await GrainFactory.GetGrain<IZoneGrain>(who).EngineerChanged(Id);
        else
            await GrainFactory.GetGrain<IEngineerDayGrain>($"{EngineerDay.Kind}/{Id}/{who}").Revise();
        // A call to himself, because an acknowledgement is a turn like any other.
        await GrainFactory.GetGrain<IEngineerGrain>($"{Engineer.Kind}/{Id}").Handle(new MarkEngineerTold([who], change), Origin.System);
    }

    private DayConditions? Conditions(DateOnly date) =>
        State.Profile is { } profile ? new(State.TermsOn(date, matching.Travel), profile.Org, profile.Zones) : null;
}
