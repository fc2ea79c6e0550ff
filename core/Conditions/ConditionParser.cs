using System.Text.Json;
using Dispatch.Fields;

namespace Dispatch.Conditions;

/// <summary>Makes a typed tree of a condition's JSON and names every fault with its path.</summary>
internal sealed class ConditionParser
{
    /// <summary>Deepest nesting of groups.</summary>
    public const int MaxDepth = 8;

    /// <summary>Most tests in one condition.</summary>
    public const int MaxTests = 200;

    /// <summary>Most values of one list.</summary>
    public const int MaxValues = 200;

    private readonly FieldCatalogue catalogue;
    private readonly List<Rejection> rejections = [];
    private int tests;

    private ConditionParser(FieldCatalogue catalogue) => this.catalogue = catalogue;

    public static Checked<ConditionNode> Parse(JsonElement element, FieldCatalogue catalogue, string path)
    {
        var parser = new ConditionParser(catalogue);
        var node = parser.Node(element, path, depth: 1);
        if (parser.tests > MaxTests)
            parser.Refuse(path, RejectionCode.ConditionTooLarge, ("max", MaxTests));
        return node is not null && parser.rejections.Count is 0
            ? Checked<ConditionNode>.Ok(node)
            : Checked<ConditionNode>.Refused(parser.rejections);
    }

    private ConditionNode? Node(JsonElement element, string path, int depth)
    {
        if (element.ValueKind is not JsonValueKind.Object)
            return Malformed(path);
        var isTest = element.TryGetProperty("field", out _) || element.TryGetProperty("op", out _);
        return isTest ? Test(element, path) : Group(element, path, depth);
    }

    private ConditionNode? Group(JsonElement element, string path, int depth)
    {
        var members = element.EnumerateObject().ToList();
        if (members is not [{ Name: "all" or "any" or "none", Value.ValueKind: JsonValueKind.Array } group])
        {
            return members.FirstOrDefault(member => member.Name is not ("all" or "any" or "none")) is { Value.ValueKind: not JsonValueKind.Undefined } unknown
                ? Refuse(JsonPath.Member(path, unknown.Name), RejectionCode.ConditionMemberUnknown, ("name", unknown.Name))
                : Malformed(path);
        }
        var at = JsonPath.Member(path, group.Name);
        if (depth > MaxDepth)
            return Refuse(at, RejectionCode.ConditionTooDeep, ("max", MaxDepth));
        if (group.Value.GetArrayLength() is 0 && group.Name is not "all")
            return Refuse(at, RejectionCode.ConditionGroupEmpty, ("name", group.Name));
        var parts = new List<ConditionNode>();
        foreach (var (i, part) in group.Value.EnumerateArray().Index())
        {
            if (Node(part, JsonPath.Item(at, i), depth + 1) is { } node)
                parts.Add(node);
            if (tests > MaxTests)
                break;
        }
        return group.Name switch
        {
            "all" => new AllOf(parts),
            "any" => new AnyOf(parts),
            _ => new NoneOf(parts),
        };
    }

    private ConditionTest? Test(JsonElement element, string path)
    {
        tests++;
        var faults = rejections.Count;
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
            if (member.Name is not ("field" or "op" or "value") || !seen.Add(member.Name))
                Refuse(JsonPath.Member(path, member.Name), RejectionCode.ConditionMemberUnknown, ("name", member.Name));
        var field = Field(element, path + ".field");
        var @operator = Operator(element, path + ".op", field);
        if (field is null || @operator is null)
            return null;
        var values = Values(element, path, field, @operator.Value);
        return rejections.Count == faults ? new(field, @operator.Value, values, path) : null;
    }

    private FieldDefinition? Field(JsonElement test, string path)
    {
        if (!test.TryGetProperty("field", out var element) || element.ValueKind is not JsonValueKind.String)
        {
            Malformed(path);
            return null;
        }
        var field = catalogue.Find(element.GetString()!);
        if (field is null)
            Refuse(path, RejectionCode.FieldUnknown, ("field", element.GetString()));
        else if (field.Sensitivity is FieldSensitivity.Personal)
            Refuse(path, RejectionCode.ConditionFieldPersonal, ("field", field.Id));
        return field;
    }

    private ConditionOperator? Operator(JsonElement test, string path, FieldDefinition? field)
    {
        if (!test.TryGetProperty("op", out var element) || element.ValueKind is not JsonValueKind.String)
        {
            Malformed(path);
            return null;
        }
        if (!ConditionOperators.TryParse(element.GetString()!, out var @operator))
        {
            var known = field is null ? Enum.GetValues<ConditionOperator>() : ConditionOperators.For(field);
            Refuse(path, RejectionCode.ConditionOperatorUnknown, ("operator", element.GetString()), ("operators", ConditionOperators.Names(known)));
            return null;
        }
        if (field is null || ConditionOperators.For(field).Contains(@operator))
            return @operator;
        Refuse(path, RejectionCode.ConditionOperatorNotForType, ("operator", @operator.JsonName()), ("type", field.Type.JsonName()),
            ("operators", ConditionOperators.Names(ConditionOperators.For(field))));
        return null;
    }

    private IReadOnlyList<FieldValue> Values(JsonElement test, string path, FieldDefinition field, ConditionOperator @operator)
    {
        var at = path + ".value";
        var has = test.TryGetProperty("value", out var element);
        switch (@operator)
        {
            case ConditionOperator.Empty or ConditionOperator.NotEmpty:
                if (has)
                    Refuse(at, RejectionCode.ConditionValueNotWanted, ("operator", @operator.JsonName()));
                return [];
            case var _ when !has || element.ValueKind is JsonValueKind.Null:
                Refuse(at, RejectionCode.ConditionValueMissing, ("operator", @operator.JsonName()));
                return [];
            case ConditionOperator.In or ConditionOperator.NotIn:
                return List(element, at, field, @operator);
            default:
                return [Value(element, at, field)];
        }
    }

    private IReadOnlyList<FieldValue> List(JsonElement element, string path, FieldDefinition field, ConditionOperator @operator)
    {
        if (element.ValueKind is not JsonValueKind.Array)
            rejections.Add(FieldJson.WrongType("list", element, path));
        else if (element.GetArrayLength() is 0)
            Refuse(path, RejectionCode.ConditionValueMissing, ("operator", @operator.JsonName()));
        else if (element.GetArrayLength() > MaxValues)
            Refuse(path, RejectionCode.ConditionTooLarge, ("max", MaxValues));
        else
            return [.. element.EnumerateArray().Select((item, i) => Value(item, JsonPath.Item(path, i), field))];
        return [];
    }

    private FieldValue Value(JsonElement element, string path, FieldDefinition field)
    {
        // A set is asked for one member at a time.
        var rejection = field.Type is FieldType.TextSet
            ? FieldJson.Read(FieldType.Text, element, path, out var value)
            : FieldJson.Read(field, element, path, out value);
        if (rejection is null && value.Kind is FieldValueKind.None)
            rejection = FieldJson.WrongType(field.Type.JsonName(), element, path);
        if (rejection is not null)
            rejections.Add(rejection);
        return value;
    }

    private ConditionNode? Malformed(string path) => Refuse(path, RejectionCode.ConditionMalformed);

    private ConditionNode? Refuse(string path, RejectionCode code, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        rejections.Add(Rejection.Of(code, arguments).At(path));
        return null;
    }
}
