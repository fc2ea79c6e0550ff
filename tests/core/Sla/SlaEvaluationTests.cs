using System.Collections.Immutable;
using System.Text.Json;
using Dispatch.Sla;
using static Dispatch.Tests.Core.Sla.Times;

namespace Dispatch.Tests.Core.Sla;

/// <summary>Asking what a policy would make of a ticket, without a ticket.</summary>
public class SlaEvaluationTests
{
    private static readonly SlaBook Book = Clockwork.Book(new SlaPolicyDefinition("test", new("测试", "Test"), 1,
        [Clockwork.Target(SlaMetric.FirstResponse, 30, id: "first"), Clockwork.Target(SlaMetric.Resolution, 120, urgent: 90, id: "solution")]) { Calendar = "cn-office" });

    [Fact]
    public void A_told_ticket_gives_what_a_live_one_would()
    {
        var events = JsonSerializer.Deserialize<IReadOnlyList<TimedEvent>>("""
            [
              { "event": "opened", "at": "2026-03-02T09:00:00+08:00", "priority": "urgent" },
              { "event": "responded", "at": "2026-03-02T09:20:00+08:00" },
              { "event": "held", "at": "2026-03-02T10:00:00+08:00", "reason": "awaiting-customer" },
              { "event": "resumed", "at": "2026-03-02T11:00:00+08:00" }
            ]
            """, DispatchJson.Strict)!;
        var evaluation = SlaEvaluation.Of(Book, events, ImmutableSortedDictionary<ZoneOf, string>.Empty, China("2026-03-02 11:40")).Value!;
        Assert.Equal((SlaClockState.Met, Minutes(10)), (evaluation.Clocks[0].Clock.State, evaluation.Clocks[0].Left));
        var solution = evaluation.Clocks[1];
        Assert.Equal((Minutes(100), Minutes(-10), China("2026-03-02 11:30")), (solution.Used, solution.Left, solution.Clock.DueAt!.Value));
        Assert.Equal((Minutes(90), Minutes(60)), (solution.Proof.Counted, solution.Proof.Paused));
        Assert.Contains(evaluation.Happenings, happening => happening is TargetBreached);
    }

    [Theory]
    [InlineData("[]", "$.events")]
    [InlineData("""[{ "event": "responded", "at": "2026-03-02T09:20:00Z" }]""", "$.events")]
    [InlineData("""[{ "event": "opened", "at": "2026-03-02T09:00:00Z" }, { "event": "responded", "at": "2026-03-02T08:00:00Z" }]""", "$.events[1].at")]
    [InlineData("""[{ "event": "opened", "at": "2026-03-02T09:00:00Z" }, { "event": "opened", "at": "2026-03-02T09:00:00Z" }]""", "$.events[1].at")]
    [InlineData("""[{ "event": "opened", "at": "2027-03-02T09:00:00Z" }]""", "$.events[0].at")]
    [InlineData("""[{ "event": "opened", "at": "0001-03-02T09:00:00Z" }]""", "$.events[0].at")]
    public void Events_that_cannot_be_are_refused_at_their_path(string events, string path)
    {
        var refused = SlaEvaluation.Of(Book, JsonSerializer.Deserialize<IReadOnlyList<TimedEvent>>(events, DispatchJson.Strict)!, ImmutableSortedDictionary<ZoneOf, string>.Empty, China("2026-03-03 09:00"));
        Assert.Equal(path, refused.Rejections[0].Path);
    }

    [Fact]
    public void An_unknown_zone_is_refused()
    {
        var refused = SlaEvaluation.Of(Book, [new TicketOpenedAt(China("2026-03-02 09:00"))], ImmutableSortedDictionary<ZoneOf, string>.Empty.Add(ZoneOf.Site, "Mars/Olympus"), China("2026-03-03 09:00"));
        Assert.Equal("$.timeZones.site", Assert.Single(refused.Rejections).Path);
    }
}
