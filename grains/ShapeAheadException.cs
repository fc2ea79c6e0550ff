namespace Dispatch.Grains;

/// <summary>A snapshot was written by a newer release; this process refuses the entity and never rewrites it.</summary>
public sealed class ShapeAheadException(string entityId, int stored, int known)
    : Exception($"{entityId} has shape {stored}, this release reads up to {known}. Upgrade this process.");
