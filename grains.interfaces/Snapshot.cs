namespace Dispatch.Grains;

/// <summary>A state and the version it has.</summary>
public sealed record Snapshot<T>(T State, long Version);
