using Dispatch.Grains.Local;
using Orleans.Runtime;

namespace Orleans;

/// <summary>What a grain or a reference knows of itself.</summary>
public static class GrainExtensions
{
    /// <summary>The key of a grain or of a reference to one.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain switch
    {
        Grain instance => instance.Activation.Id.Key,
        GrainReference reference => reference.Id.Key,
        _ => throw new ArgumentException($"{grain.GetType().Name} is neither a grain nor a reference to one.", nameof(grain)),
    };
}
