using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Access;

namespace Dispatch.Tests.Api.Problems;

/// <summary>Throws broken bodies at every route that takes one: whatever comes in, the answer is never a 5xx and always says what is wrong.</summary>
[Collection(DemoCompany.Name)]
public sealed class FuzzTests(DemoHost host, Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Rounds = 60;

    private static readonly (string Path, string Body)[] Seeds =
    [
        ("/api/tickets", """{"kind":"repair","channel":"web","customer":{"kind":"phone","value":"138","name":"王"},"contact":{"phone":"138","address":"路 1"},"amount":{"minor":100,"currency":"CNY"},"place":{"longitude":121.5,"latitude":31.2,"system":"gcj02"},"priority":"high","region":"east","files":[],"data":{"fault":"x","partsNeeded":["pump"]},"visitWindow":{"from":"2026-03-02T09:00:00Z","to":"2026-03-02T12:00:00+08:00"},"parts":[{"part":"pump","quantity":1}]}"""),
        ("/api/tickets/{ticket}/note", """{"text":"备注"}"""),
        ("/api/tickets/{ticket}/hold", """{"reason":"awaiting-customer","until":"2030-01-01T00:00:00Z"}"""),
        ("/api/tickets/{ticket}/complete-step", """{"step":"s1","outcome":"answered","data":{"topic":"x"},"note":"ok"}"""),
        ("/api/tickets/{ticket}/complete-visit", """{"workOrder":"w1","notes":"done","usedParts":[{"part":"pump","quantity":1}],"outcome":"done"}"""),
        ("/api/tickets/{ticket}/change-priority", """{"priority":"urgent","reason":"x"}"""),
        ("/api/tickets/{ticket}/set-place", """{"place":{"longitude":121.5,"latitude":31.2,"system":"bd09"},"address":"路 2","siteTimeZone":"Asia/Shanghai"}"""),
        ("/api/tickets/{ticket}/link", """{"days":3}"""),
        ("/api/calendars/cn-service/due", """{"start":"2026-03-02T09:00:00Z","budgetMinutes":240,"pauses":[{"from":"2026-03-02T10:00:00Z","to":"2026-03-02T11:00:00Z"}]}"""),
        ("/api/calendars/cn-service/due", """{"start":"2026-03-02T09:00:00Z","budget":{"type":"until","workingDays":1,"time":"17:00"},"alsoWithin":["cn-office"],"timeZone":"Asia/Tokyo"}"""),
        ("/api/sla-policies/evaluate", """{"policy":{"id":"fuzz","name":{"zh":"名","en":"Name"},"order":1,"calendar":"cn-office","targets":[{"id":"solution","metric":"resolution","budgets":{"low":120,"normal":{"type":"workingDays","days":2},"high":120,"urgent":90}}]},"calendars":[],"timeZones":{"site":"Asia/Tokyo"},"events":[{"event":"opened","at":"2026-03-02T09:00:00Z","priority":"high","fields":{"tier":"vip"}},{"event":"held","at":"2026-03-02T10:00:00Z","reason":"x"}],"now":"2026-03-02T11:00:00Z"}"""),
        ("/api/sla-policies/standard/try", """{"policy":{"id":"standard","name":{"zh":"名","en":"Name"},"order":1000,"calendar":"cn-office","targets":[{"id":"resolution","metric":"resolution","budgets":{"low":120,"normal":{"type":"months","months":2},"high":120,"urgent":90},"escalation":[{"offsetMinutes":0,"actions":[{"type":"raisePriority"}]}]}]}}"""),
        ("/api/sla-policies/nobody-wrote-it/rollback", """{"toVersion":1}"""),
        ("/api/engineers/engineer-01/position", """{"longitude":121.5,"latitude":31.2}"""),
        ("/api/engineers/engineer-02/shift", """{"presence":"absent","from":"2030-03-02T09:00:00Z","to":"2030-03-03T09:00:00Z"}"""),
        ("/api/teams/finance/members/finance-4/presence", """{"presence":"absent"}"""),
        ("/api/warehouses/jiading/receive", """{"part":"compressor","quantity":3}"""),
        ("/api/warehouses/jiading/send", """{"part":"compressor","quantity":1,"to":"zhangjiang"}"""),
        ("/api/principals", """{"id":"fuzz","name":{"zh":"名","en":"Name"},"org":"company","roles":["agent"],"language":"zh"}"""),
        ("/api/session", """{"user":"demo-admin","password":"x"}"""),
    ];

    [Theory]
    [InlineData(20_260_302)]
    [InlineData(7)]
    public async Task Broken_bodies_are_refused_and_never_break_the_service(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var client = await host.As(Role.Admin);
        var ticket = (await (await client.PostAsync("/api/tickets", Answers.Json("""{"kind":"consultation","channel":"fuzz"}"""))).Body()).Text("id");
        foreach (var (path, body) in Seeds)
        {
            for (var round = 0; round < Rounds; round++)
            {
                var bytes = Break(random, body);
                using var content = new ByteArrayContent(bytes);
                content.Headers.ContentType = new("application/json");
                var answer = await client.PostAsync(path.Replace("{ticket}", ticket), content);
                Assert.True((int)answer.StatusCode < 500, $"{path} answered {(int)answer.StatusCode} to {Encoding.UTF8.GetString(bytes)} (seed {seed})");
                if ((int)answer.StatusCode >= 400)
                    Assert.NotNull((await answer.Body()).Text("code"));
            }
        }
    }

    [Theory]
    [InlineData("/api/tickets?limit=0")]
    [InlineData("/api/tickets?limit=x")]
    [InlineData("/api/tickets?cursor=%00")]
    [InlineData("/api/tickets?cursor=AAAA")]
    [InlineData("/api/tickets?sort=priority")]
    [InlineData("/api/notices?limit=201")]
    [InlineData("/api/notices?cursor=AAAA")]
    [InlineData("/api/teams?limit=201")]
    [InlineData("/api/engineers?limit=0")]
    [InlineData("/api/zones?cursor=AAAA")]
    [InlineData("/api/warehouses?cursor=%20")]
    [InlineData("/api/case-types?cursor=dGVhbXM")]
    [InlineData("/api/principals?limit=x")]
    [InlineData("/api/tickets?dueBefore=yesterday")]
    [InlineData("/api/tickets?breached=perhaps")]
    [InlineData("/api/engineers/engineer-01/plan?date=2026-02-30")]
    [InlineData("/api/calendars/cn-service?version=one")]
    public async Task Broken_queries_are_refused_with_the_parameter(string address)
    {
        var answer = await (await host.As(Role.Admin)).GetAsync(address);
        Assert.InRange((int)answer.StatusCode, 400, 422);
        Assert.StartsWith("?", Assert.Single((await answer.Body()).Paths()));
    }

    [Theory]
    [InlineData("/api/tickets/%01")]
    [InlineData("/api/tickets/..%2f..%2fprincipal%2fdemo-admin")]
    [InlineData("/api/tickets/x'%20or%201=1--")]
    [InlineData("/api/tickets?q='%20or%201=1--")]
    [InlineData("/api/tickets?q=%00%22%27*()&status=%00")]
    [InlineData("/api/files/..%2f..%2fetc%2fpasswd")]
    [InlineData("/api/customers/%E2%80%AE")]
    [InlineData("/api/engineers/engineer-01/plan?date=0001-01-01")]
    [InlineData("/api/engineers/engineer-01/plan?date=9999-12-31")]
    [InlineData("/api/tickets/x/timeline?after=-9223372036854775808")]
    public async Task Strange_addresses_find_nothing_and_break_nothing(string address)
    {
        var answer = await (await host.As(Role.Admin)).GetAsync(address);
        Assert.InRange((int)answer.StatusCode, 200, 499);
    }

    private static byte[] Break(Random random, string body)
    {
        switch (random.Next(4))
        {
            case 0:
                return Encoding.UTF8.GetBytes(body[..random.Next(body.Length)]);
            case 1:
                var bytes = Encoding.UTF8.GetBytes(body);
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
            default:
                var tree = JsonNode.Parse(body)!;
                Mutate(random, tree);
                return JsonSerializer.SerializeToUtf8Bytes(tree);
        }
    }

    /// <summary>Puts something else in the place of one member, somewhere in the tree.</summary>
    private static void Mutate(Random random, JsonNode node)
    {
        if (node is not JsonObject { Count: > 0 } here)
            return;
        var name = here.ElementAt(random.Next(here.Count)).Key;
        if (here[name] is JsonObject child && random.Next(2) is 0)
            Mutate(random, child);
        else if (here[name] is JsonArray { Count: > 0 } list && random.Next(2) is 0 && list[random.Next(list.Count)] is JsonObject item)
            Mutate(random, item);
        else
            here[name] = Strange(random);
    }

    private static JsonNode? Strange(Random random) => random.Next(14) switch
    {
        0 => null,
        1 => true,
        2 => -1,
        3 => long.MaxValue,
        4 => 1.5e308,
        5 => "",
        6 => new string('长', 9_000),
        7 => "\u0000",
        8 => "0001-01-01T00:00:00Z",
        9 => "9999-12-31T23:59:59.999Z",
        10 => "2026-03-02T09:00:00+14:00",
        11 => new JsonArray(1, "x", null),
        12 => new JsonObject { ["x"] = new JsonObject { ["y"] = 1 } },
        _ => "'; drop table entity; --",
    };
}
