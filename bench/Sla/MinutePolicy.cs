using System.Text.Json;

namespace Dispatch.Bench;

/// <summary>A policy for every ticket that promises a first response within a minute, night and day: what comes in at a rate falls due at that rate a minute later.</summary>
internal static class MinutePolicy
{
    public static readonly TimeSpan Budget = TimeSpan.FromMinutes(1);

    public static Task Publish(MeasuredService service)
    {
        var budgets = new { urgent = 1, high = 1, normal = 1, low = 1 };
        var policy = new
        {
            id = "bench", name = new { zh = "基准", en = "Bench" }, order = 0,
            targets = new[] { new { id = "first-response", metric = "firstResponse", time = "elapsed", budgets, pausedBy = Array.Empty<object>() } },
        };
        return service.Client.Publish("/api/sla-policies/bench", JsonSerializer.Serialize(policy));
    }
}
