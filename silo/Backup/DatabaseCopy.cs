namespace Dispatch.Silo.Backup;

/// <summary>What a copy of a database holds.</summary>
/// <param name="Migration">Number of the last migration applied to it.</param>
/// <param name="Head">Its journal's last sequence number.</param>
public sealed record DatabaseCopy(int Migration, long Head);

/// <summary>A copy cannot be taken or put in place; the message says why.</summary>
public sealed class CopyRefusedException(string message, Exception? inner = null) : Exception(message, inner);
