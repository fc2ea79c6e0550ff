using Dispatch.Fields;

namespace Dispatch.Conditions;

/// <summary>A condition whose fields, operators and values are known to fit together.</summary>
public abstract record ConditionNode;

/// <summary>Holds when every part holds; of nothing, always.</summary>
public sealed record AllOf(IReadOnlyList<ConditionNode> Parts) : ConditionNode;

/// <summary>Holds when at least one part holds.</summary>
public sealed record AnyOf(IReadOnlyList<ConditionNode> Parts) : ConditionNode;

/// <summary>Holds when no part holds.</summary>
public sealed record NoneOf(IReadOnlyList<ConditionNode> Parts) : ConditionNode;

/// <summary>One comparison of a field.</summary>
/// <param name="Field">The field it asks for.</param>
/// <param name="Operator">One that the field's type allows.</param>
/// <param name="Values">None for <c>empty</c> and <c>notEmpty</c>, one for most, at least one for <c>in</c> and <c>notIn</c>; each of the field's kind.</param>
/// <param name="Path">Where it stands in its document, for later refusals.</param>
public sealed record ConditionTest(FieldDefinition Field, ConditionOperator Operator, IReadOnlyList<FieldValue> Values, string Path) : ConditionNode
{
    /// <summary>
    /// The same test with an order of options written out as the list of those that match,
    /// so that delegate and SQL cannot read an order differently.
    /// </summary>
    internal ConditionTest WithOrderAsList()
    {
        if (Field.Type is not FieldType.Choice || Operator is not (ConditionOperator.Lt or ConditionOperator.Le or ConditionOperator.Gt or ConditionOperator.Ge))
            return this;
        var rank = Field.RankOf(Values[0].ToString());
        var matching = Field.Options.Where((_, i) => Operator switch
        {
            ConditionOperator.Lt => i < rank,
            ConditionOperator.Le => i <= rank,
            ConditionOperator.Gt => i > rank,
            _ => i >= rank,
        });
        return this with { Operator = ConditionOperator.In, Values = [.. matching.Select(option => FieldValue.Of(option.Id))] };
    }
}
