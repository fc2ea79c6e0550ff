using Orleans.Serialization.Cloning;

namespace Dispatch.Silo.Engines;

/// <summary>Within one silo values are handed over as they are: nothing that crosses grains ever changes, so a copy would be work for nothing.</summary>
internal sealed class SharedRecords : IGeneralizedCopier
{
    /// <inheritdoc />
    public bool IsSupportedType(Type type) => DispatchSerializers.IsOurs(type) || SynthesizedLists.IsOne(type);

    /// <inheritdoc />
    public object? DeepCopy(object? input, CopyContext context) => input;
}
