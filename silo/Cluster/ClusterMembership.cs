using Dispatch.Silo.Engines;
using Dispatch.Silo.Feed;
using Dispatch.Silo.Hosting;
using Dispatch.Silo.Journal;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Cluster;

/// <summary>This process in the register of its database: admitted before anything else starts, heard of while it runs, gone when it stops.</summary>
/// <remarks>A SQLite file has one process, so nothing is registered there.</remarks>
public sealed partial class ClusterMembership(
    OpenedJournal opened, EngineOptions options, ChangeFeed feed, TimeProvider time, ILogger<ClusterMembership> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(2);

    /// <summary>For how long a process that fell silent is told of.</summary>
    private static readonly TimeSpan RememberLost = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource stopping = new();
    private readonly ClusterRegister? register = opened.Postgres is { } source ? new(source, time.OfMachine()) : null;
    private Task saying = Task.CompletedTask;

    /// <summary>This process.</summary>
    public ClusterMember Self { get; private set; } = new(
        ClusterMember.OwnName, GrainEngine.Name, options.Cluster.Role, ClusterAdmission.Release,
        ClusterAdmission.Wire, options.Address, time.OfMachine().GetUtcNow(), time.OfMachine().GetUtcNow(), TimeSpan.Zero, FeedSeq: 0);

    /// <summary>Whether this host's clock was last found within bounds.</summary>
    public bool IsClockRight => Self.Skew.Duration() <= MaxSkew;

    private TimeSpan MaxSkew => GrainEngine.RunsAlone ? TimeSpan.MaxValue : options.Cluster.MaxClockSkew;

    /// <summary>Who takes part now, this process included.</summary>
    public async Task<IReadOnlyList<ClusterMember>> Members(CancellationToken cancellationToken) =>
        register is null ? [Self with { FeedSeq = feed.LastSeen, SeenAt = time.OfMachine().GetUtcNow() }] : await register.Members(cancellationToken);

    /// <summary>Who took part until some minutes ago and did not say that he leaves.</summary>
    public async Task<IReadOnlyList<ClusterMember>> Lost(CancellationToken cancellationToken) =>
        register is null ? [] : await register.Lost(RememberLost, cancellationToken);

    /// <inheritdoc />
    /// <exception cref="StartRefusedException">It may not join; nothing was started.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (ClusterAdmission.Unfit(options.Cluster.Role, GrainEngine.RunsAlone, shared: register is not null) is { } unfit)
            throw new StartRefusedException(unfit);
        if (register is null)
            return;
        Self = Self with { Skew = await register.MeasureSkew(cancellationToken) };
        var owner = await register.Claim(options.Cluster.Id, cancellationToken);
        var others = (await register.Members(cancellationToken)).Where(member => member.Name != Self.Name);
        if (ClusterAdmission.Refusal(Self, options.Cluster.Id, owner, others, MaxSkew) is { } refusal)
            throw new StartRefusedException(refusal);
        await register.Say(Self, cancellationToken);
        saying = KeepSaying(register);
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await saying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (register is null)
            return;
        try
        {
            await register.Leave(Self.Name, cancellationToken);
        }
        catch (Exception failure)
        {
            // Whoever is not heard of for a while counts as gone all the same.
            LogUnsaid(failure.Message);
        }
    }

    /// <inheritdoc />
    public void Dispose() => stopping.Cancel();

    private async Task KeepSaying(ClusterRegister register)
    {
        using var pulse = new PeriodicTimer(SayEvery, time.OfMachine());
        while (await pulse.WaitForNextTickAsync(stopping.Token))
        {
            try
            {
                Self = Self with { Skew = await register.MeasureSkew(stopping.Token), FeedSeq = feed.LastSeen };
                if (!IsClockRight)
                    LogSkewed(Self.Skew.TotalSeconds, options.Cluster.MaxClockSkew.TotalSeconds);
                await register.Say(Self, stopping.Token);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                LogUnsaid(failure.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The database did not hear that this process takes part: {Reason}")]
    private partial void LogUnsaid(string reason);

    [LoggerMessage(LogLevel.Error, "This host's clock is {Skew} s off the database server's, and {Allowed} s are allowed: this host is not ready until its clock is set by NTP.")]
    private partial void LogSkewed(double skew, double allowed);
}
