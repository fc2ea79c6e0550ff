using Dispatch.Api.Access;
using Dispatch.Api.Demo;
using Dispatch.Api.Demo.Company;
using Dispatch.Api.Feeds;
using Dispatch.Silo.Access;

namespace Dispatch.Api.Hosting;

/// <summary>What must be done before the first request: mark or read the database, seed demo users, offer the first administrator a way in.</summary>
public sealed partial class Preparation(
    DispatchOptions options, DemoDatabase demo, DemoSeed seed, PrincipalStore principals, FirstAdministrator first, FeedReader feed,
    ILogger<Preparation> log) : IHostedService
{
    /// <summary>Whether the service is prepared.</summary>
    public bool IsDone { get; private set; }

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        LogData(options.OnPostgres ? "PostgreSQL" : options.Data);
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
        await feed.Built.WaitAsync(cancellationToken);
        IsDone = true;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Data is in {Database}.")]
    private partial void LogData(string database);
}
