using System.Text.Json;
using Dispatch.Configuration;
using Dispatch.Fields;
using Dispatch.Sla;

namespace Dispatch.Tests.Core.Sla;

/// <summary>Drives the clocks of one ticket as its grain would: decide, apply, and through JSON after every step.</summary>
internal sealed class Clockwork(SlaBook book)
{
    private readonly List<SlaHappening> history = [];

    public SlaClocks Clocks { get; private set; } = SlaClocks.None;

    public SlaSituation Situation { get; set; } = new(Priority.Normal);

    public IReadOnlyList<SlaHappening> History => history;

    /// <summary>The policy of a ticket opened under one.</summary>
    public SlaPolicyDefinition Policy { get; private init; } = null!;

    /// <summary>A ticket opened under one policy with the office calendar.</summary>
    public static Clockwork Open(DateTimeOffset at, params SlaTarget[] targets) => Open(at, new SlaSituation(Priority.Normal), targets);

    public static Clockwork Open(DateTimeOffset at, SlaSituation situation, params SlaTarget[] targets)
    {
        var policy = new SlaPolicyDefinition("test", new("测试", "Test"), 1, targets) { Calendar = "cn-office" };
        var clockwork = new Clockwork(Book(policy)) { Situation = situation, Policy = policy };
        clockwork.Open(FieldValues.Empty, at);
        return clockwork;
    }

    public static SlaBook Book(params SlaPolicyDefinition[] policies) => new(Configuration(policies));

    /// <summary>The configuration in which a later version of a policy is current.</summary>
    public static ConfigurationSnapshot Configuration(SlaPolicyDefinition policy, int version, SlaPolicyDefinition before) =>
        Configuration(before).With(new("sla-policy", policy.Id, version, JsonBody.Of(policy)));

    public static ConfigurationSnapshot Configuration(params SlaPolicyDefinition[] policies)
    {
        var configuration = ConfigurationSnapshot.Of(CalendarKind.Instance, SlaPolicyKind.Instance);
        foreach (var calendar in ShippedSla.Calendars)
            configuration = configuration.With(new("calendar", calendar.Id, 1, JsonBody.Of(calendar)));
        foreach (var policy in policies)
            configuration = configuration.With(new("sla-policy", policy.Id, 1, JsonBody.Of(policy)));
        Assert.Equal("[]", JsonSerializer.Serialize(configuration.Faults, DispatchJson.Stored));
        return configuration;
    }

    /// <summary>A target that allows the same time for every priority, unless told otherwise.</summary>
    public static SlaTarget Target(SlaMetric metric, Budget normal, Budget? urgent = null, string id = "target") => new(id, metric,
        new Dictionary<Priority, Budget> { [Priority.Low] = normal, [Priority.Normal] = normal, [Priority.High] = normal, [Priority.Urgent] = urgent ?? normal });

    /// <summary>The same ticket under another configuration.</summary>
    public Clockwork With(ConfigurationSnapshot configuration) => new(new SlaBook(configuration)) { Clocks = Clocks, Situation = Situation, Policy = Policy };

    public SlaClock Clock(string key = "target") => Clocks.Clocks.Single(clock => clock.Key == key);

    public SlaReading Read(DateTimeOffset now, string key = "target") => SlaReading.Of(Clock(key), book, now);

    public IReadOnlyList<SlaHappening> Open(IFieldSource ticket, DateTimeOffset at) => Take(SlaDecisions.Open(book, Situation = Situation with { Fields = ticket, OpenedAt = at }, at));

    public IReadOnlyList<SlaHappening> Tell(SlaFact fact, DateTimeOffset at) => Take(SlaDecisions.React(Clocks, fact, Situation, book, at));

    public IReadOnlyList<SlaHappening> Hold(DateTimeOffset at, string reason = "awaiting-customer")
    {
        Situation = Situation with { HeldFor = reason };
        return Tell(new Held(), at);
    }

    public IReadOnlyList<SlaHappening> Resume(DateTimeOffset at)
    {
        Situation = Situation with { HeldFor = null };
        return Tell(new HoldEnded(), at);
    }

    public IReadOnlyList<SlaHappening> ChangePriority(Priority priority, DateTimeOffset at)
    {
        Situation = Situation with { Priority = priority };
        return Tell(new PriorityChanged(), at);
    }

    public IReadOnlyList<SlaHappening> Wake(DateTimeOffset at) => Take(SlaDecisions.Wake(Clocks, Situation, book, at));

    private IReadOnlyList<SlaHappening> Take(IReadOnlyList<SlaHappening> happenings)
    {
        foreach (var happening in happenings)
        {
            var stored = JsonSerializer.Serialize(happening, DispatchJson.Stored);
            Clocks = Clocks.Apply(JsonSerializer.Deserialize<SlaHappening>(stored, DispatchJson.Stored)!);
            var state = JsonSerializer.Serialize(Clocks, DispatchJson.Stored);
            Clocks = JsonSerializer.Deserialize<SlaClocks>(state, DispatchJson.Stored)!;
            Assert.Equal(state, JsonSerializer.Serialize(Clocks, DispatchJson.Stored));
        }
        history.AddRange(happenings);
        return happenings;
    }
}
