using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Configuration;
using Dispatch.Fields;

namespace Dispatch.Flows;

/// <summary>A kind of case as a business person writes it: the document <c>case-type/{id}</c>.</summary>
/// <param name="Id">Slug; a ticket's <c>kind</c>.</param>
/// <param name="Name">What people see.</param>
/// <param name="Flow">How such a case runs.</param>
public sealed record CaseTypeDefinition(string Id, LocalText Name, FlowDefinition Flow)
{
    /// <summary>Fields that such tickets have in addition to the catalogue's.</summary>
    public IReadOnlyList<FieldDefinition> Fields { get; init; } = [];
}

/// <summary>A case type, ready to run.</summary>
/// <param name="Definition">What was written.</param>
/// <param name="Fields">The catalogue with the case type's own fields.</param>
/// <param name="Flow">The flow with its conditions compiled.</param>
public sealed record CaseType(CaseTypeDefinition Definition, FieldCatalogue Fields, Flow Flow);

/// <summary>How documents of the kind <c>case-type</c> are read and checked.</summary>
public sealed class CaseTypes() : DocumentKind<CaseType>("case-type")
{
    /// <summary>The kind, to register and to look case types up by.</summary>
    public static CaseTypes Kind { get; } = new();

    /// <inheritdoc />
    public override IReadOnlyList<string> Uses { get; } = [FieldCatalogueKind.Instance.Name];

    /// <inheritdoc />
    protected override CaseType? Compile(DocumentReader document, ConfigurationSnapshot configuration)
    {
        if (Read(document) is not { } definition || !document.Sound)
            return null;
        var fields = configuration.CompanyFields().With(definition.Fields);
        // Conditions on tickets of every case type need one meaning of each field.
        document.Reject(configuration.AllFields(exceptCaseType: document.Id).With(definition.Fields).Rejections);
        var flow = FlowChecks.Compile(definition.Flow, fields.Value ?? configuration.CompanyFields(), configuration.Teams);
        document.Reject(flow.Rejections);
        return fields.Value is not null && flow.Value is not null ? new(definition, fields.Value, flow.Value) : null;
    }

    /// <summary>Reads fields and steps one by one, so that each reports its own fault.</summary>
    private static CaseTypeDefinition? Read(DocumentReader document)
    {
        var fields = document.ReadList<FieldDefinition>(document.Root, "fields", "$");
        var hasFlow = document.Root.ValueKind is JsonValueKind.Object && document.Root.TryGetProperty("flow", out _);
        var steps = hasFlow ? document.ReadList<Step>(document.Root.GetProperty("flow"), "steps", FlowPath.Flow) : [];
        return document.Read<CaseTypeDefinition>(WithoutLists(document.Root), "$") is { } head
            ? head with { Fields = fields, Flow = head.Flow with { Steps = steps } }
            : null;
    }

    private static JsonElement WithoutLists(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object)
            return root;
        var head = JsonObject.Create(root)!;
        if (head["fields"] is JsonArray)
            head["fields"] = new JsonArray();
        if (head["flow"] is JsonObject flow)
            flow["steps"] = new JsonArray();
        return head.Deserialize<JsonElement>();
    }
}
