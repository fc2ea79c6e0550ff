using Dispatch.Api.Access;
using Dispatch.Api.Demo;
using Dispatch.Api.Demo.Company;
using Dispatch.Api.Feeds;
using Dispatch.Api.Problems;
using Dispatch.Silo.Access;
using Dispatch.Silo.Cluster;

namespace Dispatch.Api.Hosting;

/// <summary>What must be done before the first request: mark or read the database, seed demo users, offer the first administrator a way in.</summary>
public sealed partial class Preparation(
    DispatchOptions options, DemoDatabase demo, DemoSeed seed, PrincipalStore principals, FirstAdministrator first, FeedReader feed,
    Turns turns, TimeProvider time, ILogger<Preparation> log) : IHostedService
{
    private const int MostTries = 30;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    /// <summary>Whether the service is prepared.</summary>
    public bool IsDone { get; private set; }

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        LogData(options.OnPostgres ? "PostgreSQL" : options.Data);
        // Two hosts that start on a new database found one company.
        await using (await turns.Take("preparation", time, cancellationToken))
            await FoundInTheEnd(cancellationToken);
        await feed.Built.WaitAsync(cancellationToken);
        IsDone = true;
    }

    // Silos may come and go while a host starts. Founding is done by commands that hold, so what was done stays done.
    private async Task FoundInTheEnd(CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await Found(cancellationToken);
                return;
            }
            catch (Exception failure) when (tries < MostTries && Faults.IsPassing(failure))
            {
                LogAgain(failure.Message);
                await Task.Delay(BetweenTries, time.OfMachine(), cancellationToken);
            }
        }
    }

    private async Task Found(CancellationToken cancellationToken)
    {
        await demo.Prepare(cancellationToken);
        if (demo.IsDemo)
        {
            await seed.Found(demo.City, demo.IsLive, cancellationToken);
            await DemoUsers.Seed(principals, cancellationToken);
        }
        else
        {
            await first.Invite(cancellationToken);
        }
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "The service could not be prepared and tries again: {Reason}")]
    private partial void LogAgain(string reason);

    [LoggerMessage(LogLevel.Information, "Data is in {Database}.")]
    private partial void LogData(string database);
}
