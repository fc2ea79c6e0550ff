namespace Dispatch.Silo.Moving;

/// <summary>What a pass over one table found, on both sides.</summary>
/// <param name="Rows">Rows of the source.</param>
/// <param name="TargetRows">Rows of the target, as the pass found them.</param>
/// <param name="Written">Rows that the pass wrote to the target.</param>
/// <param name="Hash">SHA-256 of the source's rows in the order of their keys, lower-case hex.</param>
/// <param name="TargetHash">The same of the target's, as the pass found them.</param>
public sealed record TableTally(string Table, long Rows, long TargetRows, long Written, string Hash, string TargetHash)
{
    /// <summary>Whether both sides hold the same.</summary>
    public bool IsEqual => Rows == TargetRows && Hash == TargetHash;
}

/// <summary>What a pass over all tables found.</summary>
/// <param name="Head">The journal's last number at the source, at the instant of the pass.</param>
public sealed record MovePass(long Head, IReadOnlyList<TableTally> Tables);

/// <summary>How far a pass has come in a table.</summary>
public sealed record MoveProgress(string Table, long Done, long All);
