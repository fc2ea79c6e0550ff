using Dispatch.Configuration;
using Dispatch.Conditions;
using Dispatch.Fields;
using Dispatch.Flows;
using Dispatch.Planning;
using Dispatch.Routing;
using Dispatch.Sla;
using Dispatch.Tickets;
using Dispatch.Tests.Core.Sla;
using Dispatch.Webhooks;

namespace Dispatch.Tests.Core.Tickets;

/// <summary>A small company: the shipped flows, calendars and policies, and rules that send repairs to the repair desk and all else to customer service.</summary>
internal static class World
{
    /// <summary>Monday 2 March 2026, when the office opens: 09:00–12:00 and 13:30–18:00 in Shanghai.</summary>
    public static readonly DateTimeOffset Nine = Times.China("2026-03-02 09:00");

    public static readonly string[] Teams = ["finance", "repair-desk", "service", "service-west", "warehouse"];

    private static readonly RoutingRulesDefinition Routing = new(
    [
        new("repairs", new("维修", "Repairs"), Condition.Test("kind", ConditionOperator.Eq, "repair"), new("repair-desk") { Skills = [new("fridge", 2)] }),
        new("costly", new("大额", "Costly"), Condition.Test("amount", ConditionOperator.Ge, 1_000_000), new("service") { Priority = Priority.Urgent }),
        new("rest", new("其余", "The rest"), Condition.Always, new("service")),
    ]);

    public static ConfigurationSnapshot Configuration { get; } = Compile();

    public static TicketRules Rules { get; } = new(Configuration);

    public static OpenTicket Return(long minor = 49_900) =>
        new("D-1000001", "acme/east", "return", "web") { Amount = new(minor, "CNY"), OrderNumber = "SO-7", Customer = "c1", CustomerTier = "standard" };

    public static OpenTicket Repair { get; } = new("D-1000002", "acme/east", "repair", "phone")
    {
        Place = new(121.4, 31.2), Zone = "east", Customer = "c1", CustomerTier = "standard",
    };

    public static OpenTicket Question { get; } = new("D-1000003", "acme/east", "consultation", "wechat");

    public static ContentRef Text(string id = "text-1") => ContentRef.To(id, id);

    public static Booking BookingOf(WorkOrder order, string engineer, DateTimeOffset start, DateTimeOffset acceptBy, string? warehouse = null) =>
        new($"t1/{order.Id}", order.Attempt, engineer, new(2026, 3, 2), start, start.AddHours(1), acceptBy, warehouse);

    private static ConfigurationSnapshot Compile()
    {
        var empty = ConfigurationSnapshot
            .Of(FieldCatalogueKind.Instance, CaseTypes.Kind, RoutingRulesKind.Instance, CalendarKind.Instance, WebhookKind.Instance, SlaPolicyKind.Instance)
            .WithTeams(Teams);
        ConfigurationDocument[] documents =
        [
            .. ShippedSla.Documents, new(WebhookKind.Instance.Name, "crm", 1, JsonBody.Of(new Webhook("crm", new("客户系统", "CRM"), "https://crm.example", "crm"))),
            new(SlaPolicyKind.Instance.Name, FullPolicy.Definition.Id, 1, JsonBody.Of(FullPolicy.Definition)), .. ShippedCaseTypes.All,
            new(RoutingRulesKind.Instance.Name, RoutingRulesKind.DocumentId, 1, JsonBody.Of(Routing)),
        ];
        var compiled = documents.Aggregate(empty, (snapshot, document) => snapshot.With(document));
        return compiled.Faults.IsEmpty ? compiled : throw new InvalidOperationException(string.Join("; ", compiled.Faults));
    }
}
