using Orleans.Serialization;

namespace Dispatch.Silo.Engines;

/// <summary>Lets the names of Dispatch's own types travel, those of abstract answers and of exceptions included.</summary>
internal sealed class DispatchTypes : ITypeFilter
{
    /// <inheritdoc />
    public bool? IsTypeAllowed(Type type) => DispatchSerializers.IsOurs(type) || type.IsAssignableTo(typeof(Exception)) ? true : null;
}
