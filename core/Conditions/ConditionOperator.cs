using System.Collections.Frozen;
using System.Text.Json;
using Dispatch.Fields;
using static Dispatch.Conditions.ConditionOperator;

namespace Dispatch.Conditions;

/// <summary>How a test compares a field with its value. A field without a value matches <see cref="Empty"/> only.</summary>
public enum ConditionOperator
{
    /// <summary>Equal.</summary>
    Eq,

    /// <summary>Has a value, and another one.</summary>
    Ne,

    /// <summary>Less, earlier, lower in order.</summary>
    Lt,

    /// <summary>Less or equal.</summary>
    Le,

    /// <summary>Greater, later, higher in order.</summary>
    Gt,

    /// <summary>Greater or equal.</summary>
    Ge,

    /// <summary>One of a list.</summary>
    In,

    /// <summary>Has a value, and none of a list.</summary>
    NotIn,

    /// <summary>A text holds this text; a set has this member.</summary>
    Contains,

    /// <summary>A text starts with this text.</summary>
    StartsWith,

    /// <summary>No value, or the empty text.</summary>
    Empty,

    /// <summary>A value that is not the empty text.</summary>
    NotEmpty,
}

/// <summary>Which operators there are, and for which types.</summary>
public static class ConditionOperators
{
    private static readonly ConditionOperator[] Presence = [Empty, NotEmpty];
    private static readonly ConditionOperator[] Equality = [Eq, Ne, .. Presence];
    private static readonly ConditionOperator[] Order = [Lt, Le, Gt, Ge];

    private static readonly FrozenDictionary<string, ConditionOperator> ByName =
        Enum.GetValues<ConditionOperator>().ToFrozenDictionary(JsonName, StringComparer.Ordinal);

    /// <summary>The operators that a field allows, in order of display.</summary>
    public static IReadOnlyList<ConditionOperator> For(FieldDefinition field) => field.Type switch
    {
        FieldType.Text => [Eq, Ne, .. Order, In, NotIn, Contains, StartsWith, .. Presence],
        FieldType.Number or FieldType.Integer or FieldType.Money => [Eq, Ne, .. Order, In, NotIn, .. Presence],
        FieldType.Instant => [Eq, Ne, .. Order, .. Presence],
        FieldType.Boolean => Equality,
        FieldType.Choice => field.Ordered ? [Eq, Ne, .. Order, In, NotIn, .. Presence] : [Eq, Ne, In, NotIn, .. Presence],
        FieldType.TextSet => [Contains, .. Presence],
        FieldType.Place => Presence,
        _ => throw new NotSupportedException($"{field.Type} has no operators."),
    };

    /// <summary>The operator's name in JSON, such as <c>notIn</c>.</summary>
    public static string JsonName(this ConditionOperator @operator) => JsonNamingPolicy.CamelCase.ConvertName(@operator.ToString());

    /// <summary>Finds an operator by its name in JSON.</summary>
    public static bool TryParse(string name, out ConditionOperator @operator) => ByName.TryGetValue(name, out @operator);

    /// <summary>Names of all operators, for a refusal.</summary>
    internal static string Names(IEnumerable<ConditionOperator> operators) => string.Join(", ", operators.Select(JsonName));
}
