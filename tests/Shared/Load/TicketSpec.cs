using System.Text.Json;

namespace Dispatch.Tests.Shared.Load;

/// <summary>A ticket that a client wants to open, drawn from a seed: the same at every attempt.</summary>
/// <param name="Number">Names it: external reference and idempotency key follow.</param>
/// <param name="Kind">Case type.</param>
/// <param name="Body">The request's body, without the key.</param>
public sealed record TicketSpec(int Number, string Kind, string Body)
{
    public const string Channel = "crash";

    /// <summary>A case type that goes straight on site, so that holds and stock are under way at every kill.</summary>
    public const string VisitKind = "express-visit";

    public const string VisitCaseType = """
        {"id":"express-visit","name":{"zh":"快速上门","en":"Express visit"},"flow":{"start":"visit","steps":[
          {"type":"visit","id":"visit","name":{"zh":"上门","en":"Visit"},"minutes":30,"window":{"withinHours":48},"next":"done"},
          {"type":"end","id":"done","name":{"zh":"完成","en":"Done"},"resolution":"done"}]}}
        """;

    private const int VisitsIn100 = 6;
    private static readonly string[] Kinds = ["consultation", "return", "damage-claim", "repair"];
    private static readonly string[] Parts = ["compressor", "control-board", "drain-pump", "door-seal", "fan-motor", "heating-element", "inlet-valve", "thermostat"];

    public string Key => KeyOf(Number);

    public string Reference => ReferenceOf(Number);

    /// <summary>The body as a line of a bulk request, with its key.</summary>
    public string Line => $$"""{"idempotencyKey":"{{Key}}",{{Body.AsSpan(1)}}""";

    public static string KeyOf(int number) => $"crash-{number:00000}";

    public static string ReferenceOf(int number) => $"ref-{number:00000}";

    public static IEnumerable<TicketSpec> Draw(int count, Random random) => Enumerable.Range(0, count).Select(number => One(number, random));

    private static TicketSpec One(int number, Random random)
    {
        var visit = random.Next(100) < VisitsIn100;
        var kind = visit ? VisitKind : Kinds[random.Next(Kinds.Length)];
        var body = new Dictionary<string, object>
        {
            ["kind"] = kind,
            ["channel"] = Channel,
            ["externalRef"] = ReferenceOf(number),
            ["customer"] = new { kind = "account", value = $"c-{random.Next(2_000)}" },
            ["region"] = random.Next(3) is 0 ? "west" : "east",
            ["description"] = $"第 {number} 号工单 / ticket {number}",
        };
        if (visit)
        {
            // Inside the demo's zone of Pudong.
            body["place"] = new { longitude = 121.52 + random.NextDouble() / 20, latitude = 31.16 + random.NextDouble() / 20 };
            if (random.Next(3) > 0)
                body["parts"] = new[] { new { part = Parts[random.Next(Parts.Length)], quantity = random.Next(1, 3) } };
        }
        return new(number, kind, JsonSerializer.Serialize(body));
    }
}
