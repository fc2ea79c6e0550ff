using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dispatch.Bench;

/// <summary>How long posts took, milliseconds until the 201.</summary>
internal sealed record PostTimes(int Count, double P50, double P99, double Longest)
{
    public static PostTimes Of(double[] times) => new(times.Length, PostsBench.Quantile(times, 0.5), PostsBench.Quantile(times, 0.99), times.Max());
}

/// <summary>A policy published while tickets come in.</summary>
/// <param name="Factor">The new budgets as multiples of the standard ones.</param>
/// <param name="Seconds">From the request that publishes it until the last open ticket goes by it, as the rollout itself tells.</param>
/// <param name="Open">Tickets that were open when it began.</param>
/// <param name="Changed">Tickets that go on by what was published.</param>
/// <param name="Moved">Those of them of which a deadline or a state is another.</param>
/// <param name="Breached">Those of which a deadline has passed by it.</param>
/// <param name="Before">The baseline: posts at the same rate before.</param>
/// <param name="Meanwhile">Posts during the rollout.</param>
internal sealed record RolloutFigures(int Factor, double Seconds, int Open, int Changed, int Moved, int Breached, PostTimes Before, PostTimes Meanwhile);

/// <summary>A policy that moves the deadlines of very many open tickets, through the service as users run it, while others come in.</summary>
internal sealed class RolloutBench(string folder, int rate, TimeSpan span)
{
    private const int Connections = 32;
    private const string Standard = "/api/sla-policies/standard";
    private const string Policy = "bench";
    private const double Settled = 0.3;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <param name="data">A database with open tickets, to be written to.</param>
    public async Task<IReadOnlyList<RolloutFigures>> Run(string data, int rounds)
    {
        using var service = await MeasuredService.Start(data, folder);
        var settled = await service.BecomeIdle(Settled, Patience);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{data}: settled after {settled.TotalSeconds:N0} s"));
        var original = (await service.Client.Get(Standard)).GetProperty("body").GetRawText();
        var connections = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => PlainConnection.Open(service.Address, service.Client.Token)));
        var posts = new PacedPosts(connections, rate);
        // The first version takes every ticket over from the policies of its kind and tier; it warms up and does not count.
        await posts.Until(RollOut(service, ForEveryone(original, factor: 1)));
        var measured = new List<RolloutFigures>();
        for (var round = 0; round < rounds; round++)
        {
            measured.Add(await Round(service, posts, original, factor: round % 2 is 0 ? 2 : 1));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round + 1}: {measured[^1]}"));
        }
        foreach (var connection in connections)
            connection.Dispose();
        return measured;
    }

    private async Task<RolloutFigures> Round(MeasuredService service, PacedPosts posts, string original, int factor)
    {
        await service.BecomeIdle(Settled, Patience);
        var before = await posts.Until(Task.Delay(span));
        var published = DateTimeOffset.UtcNow;
        var rollout = RollOut(service, ForEveryone(original, factor));
        var meanwhile = await posts.Until(rollout);
        var done = await rollout;
        int Count(string name) => done.GetProperty(name).GetInt32();
        return new(
            factor, (done.GetProperty("finishedAt").GetDateTimeOffset() - published).TotalSeconds, Count("open"), Count("changed"), Count("moved"), Count("breached"),
            PostTimes.Of(before), PostTimes.Of(meanwhile));
    }

    /// <summary>Publishes a version and follows it until no open ticket is left.</summary>
    private static async Task<JsonElement> RollOut(MeasuredService service, string policy)
    {
        await service.Client.Publish($"/api/sla-policies/{Policy}", policy);
        var version = (await service.Client.Get($"/api/sla-policies/{Policy}")).GetProperty("version").GetInt32();
        using var timer = new PeriodicTimer(Glance);
        while (await timer.WaitForNextTickAsync())
        {
            foreach (var rollout in (await service.Client.Get("/api/sla-policies/rollouts")).GetProperty("items").EnumerateArray())
                if (rollout.GetProperty("kind").GetString() is "sla-policy" && rollout.GetProperty("id").GetString() is Policy
                    && rollout.GetProperty("version").GetInt32() == version && rollout.GetProperty("state").GetString() is not "running")
                    return rollout.Clone();
        }
        throw new InvalidOperationException("The rollout was not followed to its end.");
    }

    /// <summary>The standard policy as one that comes before all others, with other budgets.</summary>
    private static string ForEveryone(string standard, int factor)
    {
        var document = JsonNode.Parse(standard)!;
        (document["id"], document["order"]) = (Policy, 0);
        foreach (var target in document["targets"]!.AsArray())
            target!["budgets"] = new JsonObject(target["budgets"]!.AsObject().Select(budget =>
                KeyValuePair.Create(budget.Key, (JsonNode?)JsonValue.Create(budget.Value!.GetValue<int>() * factor))));
        return document.ToJsonString();
    }
}
