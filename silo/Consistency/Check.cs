using System.Data.Common;

namespace Dispatch.Silo.Consistency;

/// <summary>One question put to the database. It sees every entity once, in the order of their keys, and speaks at the end.</summary>
public abstract class Check
{
    /// <summary>Findings that are kept; more are only counted.</summary>
    public const int MostKept = 1_000;

    private readonly List<Finding> findings = [];

    /// <summary>Name under which it reports.</summary>
    public abstract string Name { get; }

    /// <summary>What it found, the first <see cref="MostKept"/>.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>How much it found.</summary>
    public long Count { get; private set; }

    /// <summary>Looks at one entity.</summary>
    public virtual void See(SeenEntity entity)
    {
    }

    /// <summary>Asks the database by itself, in the same snapshot that the entities were read from.</summary>
    public virtual Task Ask(DbConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>All was seen.</summary>
    public virtual void Conclude()
    {
    }

    /// <summary>Something is wrong and stays wrong.</summary>
    protected void Broken(string entity, string code, params ReadOnlySpan<(string Name, object? Value)> arguments) =>
        Broken(entity, FaultFound.Of(code, arguments));

    /// <inheritdoc cref="Broken(string, string, ReadOnlySpan{ValueTuple{string, object}})" />
    protected void Broken(string entity, FaultFound fault) => Add(new(Name, entity, fault, Passing: false));

    /// <summary>Something is not yet as it will be.</summary>
    protected void Unsettled(string entity, string code, params ReadOnlySpan<(string Name, object? Value)> arguments) =>
        Unsettled(entity, FaultFound.Of(code, arguments));

    /// <inheritdoc cref="Unsettled(string, string, ReadOnlySpan{ValueTuple{string, object}})" />
    protected void Unsettled(string entity, FaultFound fault) => Add(new(Name, entity, fault, Passing: true));

    private void Add(Finding finding)
    {
        Count++;
        if (findings.Count < MostKept)
            findings.Add(finding);
    }
}
