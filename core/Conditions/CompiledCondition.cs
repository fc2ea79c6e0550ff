using Dispatch.Fields;

namespace Dispatch.Conditions;

/// <summary>A checked condition, ready to decide. Immutable and safe to share.</summary>
public sealed class CompiledCondition
{
    private readonly ConditionDelegate compiled;

    internal CompiledCondition(Condition source, ConditionNode root)
    {
        (Source, Root) = (source, root);
        compiled = ConditionDelegate.Of(root);
    }

    /// <summary>The condition as written.</summary>
    public Condition Source { get; }

    /// <summary>The typed tree.</summary>
    public ConditionNode Root { get; }

    /// <summary>Whether it holds whatever the fields say.</summary>
    public bool IsAlways => Root is AllOf { Parts: [] };

    /// <summary>Whether it holds for these fields.</summary>
    public bool Matches(IFieldSource fields) => compiled.Matches(fields);

    /// <summary>The tests on which the outcome for these fields rests, whether it holds or not; at most a dozen.</summary>
    public IReadOnlyList<ConditionReason> Explain(IFieldSource fields) => ConditionReasons.Of(compiled, fields);

    /// <summary>The same condition over the ticket list.</summary>
    /// <param name="dialect">Which database.</param>
    /// <param name="prefix">Begins the names of its parameters, so that two conditions fit into one query.</param>
    /// <returns>The SQL, or a refusal for each field that the list does not carry.</returns>
    public Checked<SqlCondition> ToSql(SqlDialect dialect, string prefix = "c") => ConditionSql.Of(Root, dialect, prefix);
}
