using System.Net;
using System.Text.Json;
using Dispatch.Api.Hosting;
using Dispatch.Grains.Journal;

namespace Dispatch.Api.Demo;

/// <summary>Tells a demo database from a real one by a mark that it was born with; no setting can turn one into the other.</summary>
public sealed class DemoDatabase(IJournal journal, DispatchOptions options, TimeProvider time)
{
    private const string Mark = "demo/company";
    private const string MarkedKind = "demo-company-founded.v1";

    /// <summary>Name of the demo company.</summary>
    public static LocalText Company { get; } = new("迅修售后服务", "Swift Repair Services");

    /// <summary>Whether this is a demo database; known once <see cref="Prepare"/> has run.</summary>
    public bool IsDemo { get; private set; }

    /// <summary>City in which the company works, for one founded beside imported tickets; null for the demo's own.</summary>
    public string? City { get; private set; }

    /// <summary>Whether that company works, and not only holds history.</summary>
    public bool IsLive { get; private set; }

    /// <summary>Marks an empty database when the demo is on, and reads the mark.</summary>
    /// <param name="city">City of a company that is founded now.</param>
    /// <param name="live">Whether a company that is founded now in another city is to work.</param>
    public async Task Prepare(CancellationToken cancellationToken, string? city = null, bool live = false)
    {
        if (options.Demo && await journal.Head(cancellationToken) is 0)
            await Found(city, live, cancellationToken);
        if (await journal.Load(Mark, cancellationToken) is not { } stored)
            return;
        var mark = JsonSerializer.Deserialize<MarkBody>(stored.State.Span, DispatchJson.Stored)!;
        (IsDemo, City, IsLive) = (true, mark.City, mark.Live);
    }

    /// <summary>Whether a request may use one-click sign-in: the database is a demo one, and the browser is on this machine.</summary>
    /// <remarks>The host name is checked too, so that a foreign page cannot point its own name at this address; a proxy's mark refuses.</remarks>
    public bool OffersSignIn(HttpContext context) =>
        IsDemo
        && context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && (context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]")
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("X-Original-For")
        && !context.Request.Headers.ContainsKey("Forwarded");

    private async Task Found(string? city, bool live, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new MarkBody(Company.Zh, Company.En, city, live), DispatchJson.Stored);
        try
        {
            await journal.Append(
                new(Mark, "demo", "company", ExpectedVersion: 0, [new(MarkedKind, time.Now(), body)], body, Shape: 1, WakeAt: null),
                cancellationToken);
        }
        catch (VersionConflictException)
        {
            // Another host founded it at the same moment.
        }
    }

    private sealed record MarkBody(string Zh, string En, string? City = null, bool Live = false);
}
