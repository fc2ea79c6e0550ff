using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Dispatch.Flows;
using Dispatch.Silo.Consistency;
using Dispatch.Sla;

namespace Dispatch.Tests.Silo.Evolution;

/// <summary>What was ever stored is read for ever: old events fold, old snapshots load, and no published kind is without a witness.</summary>
public sealed class GoldenTests
{
    /// <summary>Kinds of facts that are stored once and have no union.</summary>
    private static readonly string[] Facts = ["demo-company-founded.v1", "file-stored.v1", "replay-begun.v1"];

    /// <summary>Unions inside of events and snapshots.</summary>
    private static readonly Type[] Nested = [typeof(FlowHappening), typeof(SlaHappening), typeof(EscalationAction)];

    /// <summary>Members that are never stored inside of another event, because each has an event of its own.</summary>
    private static readonly string[] Milestones = ["escalationReached", "targetBreached", "warningReached"];

    public static TheoryData<string> Histories() => [.. GoldenHistory.Names];

    [Fact]
    public void Every_published_kind_has_a_golden_event_and_none_has_disappeared()
    {
        var published = Unions().SelectMany(Discriminators).Concat(Facts).Order(StringComparer.Ordinal);
        var golden = GoldenHistory.Names.SelectMany(name => GoldenHistory.Load(name).Events).Select(@event => @event.Kind).Distinct();
        Assert.Equal(published, golden.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_member_of_a_union_inside_of_events_has_a_golden_witness()
    {
        var golden = string.Concat(GoldenHistory.Names.Select(GoldenHistory.Text));
        Assert.All(Nested.SelectMany(Discriminators).Except(Milestones), kind => Assert.Contains($"\"type\":\"{kind}\"", golden));
    }

    [Fact]
    public void Every_kind_of_entity_has_a_golden_snapshot() => Assert.Equal(
        EntityFold.All.Select(fold => fold.Kind).Order(StringComparer.Ordinal),
        GoldenHistory.Names.Select(name => GoldenHistory.Load(name).Fold.Kind).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Histories))]
    public void Old_events_fold_into_what_the_old_snapshot_says(string name)
    {
        var history = GoldenHistory.Load(name);
        Assert.InRange(history.Shape, 1, history.Fold.Shape);
        Assert.True(history.Snapshot is not null, $"{name} has no snapshot. Its events fold into:\n{Encoding.UTF8.GetString(history.Folded())}");
        Assert.Equal(Encoding.UTF8.GetString(history.Read()), Encoding.UTF8.GetString(history.Folded()));
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public void Old_events_keep_all_that_they_said(string name) => Assert.All(GoldenHistory.Load(name).Events, @event =>
    {
        if (Facts.Contains(@event.Kind))
            return;
        var union = Unions().Single(each => Discriminators(each).Contains(@event.Kind));
        var body = Encoding.UTF8.GetBytes(@event.Body.GetRawText());
        var written = EventKinds.Write(EventKinds.Of(union).Read(@event.Kind, body)!);
        Assert.Empty(GoldenEvent.Lost(JsonNode.Parse(body), JsonNode.Parse(written)));
    });

    private static IEnumerable<Type> Unions() =>
        typeof(DomainEvent).Assembly.GetTypes().Where(type => type is { IsAbstract: true } && type.BaseType == typeof(DomainEvent));

    private static IEnumerable<string> Discriminators(Type union) =>
        union.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Select(attribute => (string)attribute.TypeDiscriminator!);
}
