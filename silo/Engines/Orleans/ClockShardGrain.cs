using Dispatch.Grains.Journal;
using Dispatch.Silo.Clock;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;

namespace Dispatch.Silo.Engines;

/// <summary>Runs one share of the clock for as long as it lives. Two of one shard for a moment, after a silo was thought dead, wake twice; the fence makes it once.</summary>
[HashBasedPlacement]
internal sealed class ClockShardGrain(
    IJournal journal, WakeRoutes routes, TimeProvider time, ClockOptions options, ISiloStatusOracle silos, ILogger<WakeClock> log) : Grain, IClockShardGrain
{
    private const string LastResort = "last-resort";
    private static readonly TimeSpan LastResortEvery = TimeSpan.FromMinutes(1);
    private WakeClock? clock;

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        DelayDeactivation(TimeSpan.MaxValue);
        // The clock's thread is nobody's turn, and outside a turn a grain does not give its factory away.
        var grains = GrainFactory;
        clock = new(journal, due => routes.Wake(grains, due), time, options, log, WakeShards.OfKey(this.GetPrimaryKeyString()));
        clock.Start();
        // Silos ping every two seconds; this brings the shard back when none is left that knows of it.
        await this.RegisterOrUpdateReminder(LastResort, LastResortEvery, LastResortEvery, cancellationToken);
    }

    /// <inheritdoc />
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        clock?.Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    /// <remarks>Silos come one after another, and the first would keep all shares: one that belongs elsewhere by now goes, and the next ping brings it up there.</remarks>
    public Task Ping()
    {
        if (Home != silos.SiloAddress)
            DeactivateOnIdle();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Tell(IReadOnlyList<DueEntity> soon)
    {
        clock!.Committed(head: 0, soon, []);
        return Task.CompletedTask;
    }

    /// <summary>Where Orleans would put this share now: by the hash of its id over the silos in their order.</summary>
    private SiloAddress Home
    {
        get
        {
            var active = silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Order().ToArray();
            return active.Length is 0 ? silos.SiloAddress : active[(this.GetGrainId().GetUniformHashCode() & int.MaxValue) % active.Length];
        }
    }

    /// <inheritdoc />
    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;
}
