using Dispatch.Access;
using Dispatch.Grains;
using Dispatch.Silo.Access;
using Dispatch.Tests.Shared;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Api.Races;

/// <summary>The service with the demo company on a database that the test chose, under a clock that may leap, and without a limit on requests.</summary>
/// <param name="data">Path of the SQLite file, or a PostgreSQL connection string.</param>
public sealed class RaceHost(string data, TemporaryFolder folder) : ApiHost
{
    /// <summary>The clock: Monday, 2 March 2026, nine in the morning in Shanghai when the host was made.</summary>
    public LeapingTime Time { get; } = new(new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["data"] = data, ["files"] = folder.File("files"), ["keys"] = folder.File("keys"),
        ["demo"] = "on", ["demo-rate"] = "0", ["rate-limit"] = "10000000",
    };

    /// <summary>A client of a person who is a member of the company under this id.</summary>
    public async Task<HttpClient> AsMember(string id)
    {
        var create = new CreatePrincipal(id, new(id, id), "company", [Role.Agent]);
        Assert.Null(await Services.GetRequiredService<PrincipalStore>().Handle(id, create, Origin.System, default));
        return WithToken(await IssueKey(id));
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(Time));
    }
}

/// <summary>A clock that runs as any other, from an instant of its own, and leaps ahead when told to.</summary>
public sealed class LeapingTime(DateTimeOffset start) : TimeProvider, IPacedTime
{
    private readonly long began = System.GetTimestamp();
    private long leapt;

    /// <inheritdoc />
    public TimeProvider Machine => System;

    /// <inheritdoc />
    public double Speed => 1;

    /// <summary>So much time has passed at once.</summary>
    public void Leap(TimeSpan span) => Interlocked.Add(ref leapt, span.Ticks);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(began) + TimeSpan.FromTicks(Interlocked.Read(ref leapt));
}
