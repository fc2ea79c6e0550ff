using System.Globalization;
using System.Text;
using Dispatch.Grains;
using Dispatch.Grains.Journal;

namespace Dispatch.Bench;

/// <summary>The tickets that every benchmark of storage writes: three events of 400 bytes, a snapshot of 1,000 bytes, a list row, a key.</summary>
internal static class Workload
{
    public const int EventsPerTicket = 3;
    // The braces, the quotes and the name around a text.
    private const int Frame = 11;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly byte[] EventBody = Json(400);
    private static readonly byte[] State = Json(1_000);
    private static readonly byte[] SmallBody = Json(20);
    private static readonly string[] EventKinds = ["ticket-opened.v1", "ticket-routed.v1", "flow-started.v1"];
    private static readonly string[] Kinds = ["repair-visit", "damage-claim", "return", "consultation"];
    private static readonly string[] Priorities = ["low", "normal", "high", "urgent"];
    private static readonly string BodyHash = new('a', 64);

    /// <summary>Ticket number <paramref name="n"/>; the same for every run.</summary>
    public static Commit Ticket(int n)
    {
        var (noise, id, at) = (NoiseOf(n), IdOf(n), AtOf(n));
        return new(
            EntityOf(n), "ticket", "acme/east", 0,
            [new(EventKinds[0], at, EventBody), new(EventKinds[1], at, EventBody), new(EventKinds[2], at, EventBody)],
            State, 1, at.AddMinutes(noise % 600))
        {
            Origin = new("key:shop", null, id),
            Keys = [new("key:shop", string.Create(CultureInfo.InvariantCulture, $"{noise:x8}-{n:x8}"), BodyHash, at.AddDays(7))],
            Row = new(
                id, string.Create(CultureInfo.InvariantCulture, $"D-{1_000_000 + n}"), "acme/east", "open", Kinds[noise % 4], "web",
                Priorities[(noise >> 4) % 4], $"team-{(noise >> 8) % 6}", $"agent-{(noise >> 12) % 60}", $"customer-{(noise >> 10) % 5_000}",
                "east", at, at, at.AddMinutes(noise % 600))
            {
                Version = EventsPerTicket,
                OrderNumber = string.Create(CultureInfo.InvariantCulture, $"SO-{n}"),
                Product = "washer-x200",
                ExternalRef = id,
            },
        };
    }

    /// <summary>The key of its entity.</summary>
    public static string EntityOf(int n) => $"ticket/{IdOf(n)}";

    /// <summary>An event that says hardly anything.</summary>
    public static EventToStore SmallEvent(int n) => new(EventKinds[0], AtOf(n), SmallBody);

    /// <summary>What a snapshot of 1,000 bytes consists of, once it is JSON with one property.</summary>
    public static string SnapshotText { get; } = new('x', 1_000 - Frame);

    // Fixed noise: neighbours in time land in different places of the indexes that are not ordered by time.
    private static uint NoiseOf(int n) => (uint)n * 2_654_435_761u;

    private static string IdOf(int n) => string.Create(CultureInfo.InvariantCulture, $"0c{n:x8}{NoiseOf(n) >> 20:x3}");

    private static DateTimeOffset AtOf(int n) => Start.AddMilliseconds(n * 10L);

    private static byte[] Json(int bytes) => Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', bytes - Frame)}}"}""");
}
