using static Dispatch.Fields.FieldSensitivity;
using static Dispatch.Fields.FieldType;

namespace Dispatch.Fields;

/// <summary>The fields that every ticket has, by id. A ticket's <see cref="IFieldSource.Get"/> answers them.</summary>
public static class TicketFields
{
    /// <summary>Case type.</summary>
    public const string Kind = "kind";

    /// <summary>Human number, such as D-1000123.</summary>
    public const string Number = "number";

    /// <summary>Where it came in.</summary>
    public const string Channel = "channel";

    /// <summary>Urgency; ordered.</summary>
    public const string Priority = "priority";

    /// <summary>State of the ticket.</summary>
    public const string Status = "status";

    /// <summary>Team in charge.</summary>
    public const string Team = "team";

    /// <summary>Person in charge.</summary>
    public const string Assignee = "assignee";

    /// <summary>Engineer of the next visit.</summary>
    public const string Engineer = "engineer";

    /// <summary>Customer id.</summary>
    public const string Customer = "customer";

    /// <summary>Tier of the customer.</summary>
    public const string CustomerTier = "customerTier";

    /// <summary>Amount in minor units.</summary>
    public const string Amount = "amount";

    /// <summary>ISO 4217 currency of the amount.</summary>
    public const string Currency = "currency";

    /// <summary>Order number.</summary>
    public const string OrderNumber = "orderNumber";

    /// <summary>Product.</summary>
    public const string Product = "product";

    /// <summary>Serial number of the asset.</summary>
    public const string Serial = "serial";

    /// <summary>Region of the org path.</summary>
    public const string Region = "region";

    /// <summary>Dispatch zone that holds the place.</summary>
    public const string Zone = "zone";

    /// <summary>Where the job is.</summary>
    public const string Place = "place";

    /// <summary>Reference of the integrator.</summary>
    public const string ExternalRef = "externalRef";

    /// <summary>When it came in.</summary>
    public const string CreatedAt = "createdAt";

    /// <summary>When it changed last.</summary>
    public const string UpdatedAt = "updatedAt";

    /// <summary>Nearest running SLA deadline.</summary>
    public const string DueAt = "dueAt";

    /// <summary>First response.</summary>
    public const string RespondedAt = "respondedAt";

    /// <summary>When it was resolved.</summary>
    public const string ResolvedAt = "resolvedAt";

    /// <summary>When it was closed, cancelled or merged.</summary>
    public const string ClosedAt = "closedAt";

    /// <summary>Whether any SLA target was breached.</summary>
    public const string Breached = "breached";

    /// <summary>Escalation level, 0 when none.</summary>
    public const string EscalationLevel = "escalationLevel";

    /// <summary>Name of the contact.</summary>
    public const string ContactName = "contactName";

    /// <summary>Phone or address of the contact.</summary>
    public const string Contact = "contact";

    /// <summary>Postal address of the job.</summary>
    public const string Address = "address";

    /// <summary>What the customer says.</summary>
    public const string Description = "description";

    internal static IReadOnlyList<FieldDefinition> All { get; } =
    [
        Given(Kind, Text, "类型", "Case type", Public),
        Kept(Number, Text, "单号", "Number", Public),
        Given(Channel, Text, "渠道", "Channel"),
        OnBoard(Given(Priority, Choice, "优先级", "Priority")) with
        {
            Ordered = true,
            Options = [Option("low", "低", "Low"), Option("normal", "普通", "Normal"), Option("high", "高", "High"), Option("urgent", "紧急", "Urgent")],
        },
        Kept(Status, Choice, "状态", "Status", Public) with
        {
            Options =
            [
                Option("new", "新建", "New"), Option("open", "处理中", "Open"), Option("pending", "挂起", "Pending"),
                Option("resolved", "已解决", "Resolved"), Option("closed", "已关闭", "Closed"),
                Option("cancelled", "已取消", "Cancelled"), Option("merged", "已合并", "Merged"),
            ],
        },
        OnBoard(Kept(Team, Text, "团队", "Team")),
        OnBoard(Kept(Assignee, Text, "负责人", "Assignee")),
        OnBoard(Kept(Engineer, Text, "工程师", "Engineer")),
        Given(Customer, Text, "客户", "Customer"),
        Kept(CustomerTier, Text, "客户等级", "Customer tier"),
        Given(Amount, FieldType.Money, "金额", "Amount"),
        Given(Currency, Text, "币种", "Currency"),
        Given(OrderNumber, Text, "订单号", "Order number"),
        Given(Product, Text, "产品", "Product"),
        Given(Serial, Text, "序列号", "Serial number"),
        Kept(Region, Text, "大区", "Region"),
        OnBoard(Kept(Zone, Text, "服务区", "Zone")),
        Given(Place, FieldType.Place, "位置", "Place"),
        Given(ExternalRef, Text, "外部编号", "External reference"),
        Kept(CreatedAt, Instant, "创建时间", "Created", Public),
        OnBoard(Kept(UpdatedAt, Instant, "更新时间", "Updated")),
        OnBoard(Kept(DueAt, Instant, "到期时间", "Due")),
        Kept(RespondedAt, Instant, "首次响应时间", "First response"),
        Kept(ResolvedAt, Instant, "解决时间", "Resolved"),
        Kept(ClosedAt, Instant, "关闭时间", "Closed"),
        OnBoard(Kept(Breached, FieldType.Boolean, "已超时", "Breached")),
        OnBoard(Kept(EscalationLevel, Integer, "升级级别", "Escalation level")),
        Given(ContactName, Text, "联系人", "Contact name", Personal),
        Given(Contact, Text, "联系方式", "Contact", Personal),
        Given(Address, Text, "地址", "Address", Personal),
        Given(Description, Text, "描述", "Description", Personal),
    ];

    private static FieldDefinition Given(string id, FieldType type, string zh, string en, FieldSensitivity sensitivity = Internal) =>
        new(id, type, new(zh, en), sensitivity);

    // Kept by the system: nobody types it into a form.
    private static FieldDefinition Kept(string id, FieldType type, string zh, string en, FieldSensitivity sensitivity = Internal) =>
        Given(id, type, zh, en, sensitivity) with { WriteRoles = [] };

    private static FieldDefinition OnBoard(FieldDefinition field) => field with { ReadRoles = FieldRoles.OnWallboards };

    private static ChoiceOption Option(string id, string zh, string en) => new(id, new(zh, en));
}
