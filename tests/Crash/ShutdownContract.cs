using System.Diagnostics;
using Dispatch.Tests.Shared;
using Dispatch.Tests.Shared.Load;

namespace Dispatch.Tests.Crash;

/// <summary>SIGTERM: the service takes no more requests, finishes those in flight, commits and goes.</summary>
public abstract class ShutdownContract(string data, TemporaryFolder folder) : IDisposable
{
    private const int Seed = 20_261_125;

    /// <summary>The service promises 20 s for requests in flight; the rest is for stopping what else runs.</summary>
    private static readonly TimeSpan Stated = TimeSpan.FromSeconds(30);

    private readonly ServiceProcess service = new(data, folder.Path);
    private readonly Ledger ledger = new(data);
    private readonly TicketSpec[] specs = [.. TicketSpec.Draw(200, new Random(Seed)).Where(spec => spec.Kind != TicketSpec.VisitKind).Take(100)];

    public void Dispose()
    {
        service.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [StorageFact]
    public async Task What_is_in_flight_is_finished_and_what_comes_later_is_refused()
    {
        await service.Start();
        using var client = await ServiceClient.SignIn(service);
        using var bulk = await BulkInFlight.Begin(service, client);
        await bulk.Send(specs[..50]);

        var ending = service.Terminate();
        await UntilRefused();
        await bulk.Send(specs[50..]);
        await bulk.End();

        Assert.Equal(specs.Length, bulk.Created);
        Assert.Equal(0, await ending);
        await AssertKept(specs.Length);
    }

    [StorageFact]
    public async Task A_caller_who_never_finishes_does_not_keep_it_from_ending()
    {
        await service.Start();
        using var client = await ServiceClient.SignIn(service);
        using var bulk = await BulkInFlight.Begin(service, client);
        await bulk.Send(specs[..50]);

        var watch = Stopwatch.StartNew();
        Assert.Equal(0, await service.Terminate());
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Stated);
        await AssertKept(50);
    }

    private async Task UntilRefused()
    {
        using var late = new HttpClient { BaseAddress = service.Address };
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (true)
        {
            try
            {
                using var answer = await late.GetAsync("/livez");
            }
            catch (HttpRequestException)
            {
                return;
            }
            await pulse.WaitForNextTickAsync();
        }
    }

    private async Task AssertKept(int count)
    {
        Assert.Equal(specs[..count].Select(spec => spec.Reference), (await ledger.Tickets()).Select(ticket => ticket.Reference).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(await ledger.Examine(DateTimeOffset.UtcNow), finding => !finding.Passing);
    }
}

public sealed class SqliteShutdownTests : ShutdownContract
{
    public SqliteShutdownTests() : this(new TemporaryFolder())
    {
    }

    private SqliteShutdownTests(TemporaryFolder folder) : base(folder.File("shutdown.db"), folder)
    {
    }
}

[OnPostgres]
public sealed class PostgresShutdownTests() : ShutdownContract(PostgresServer.Shared.CreateDatabase(), new TemporaryFolder());
