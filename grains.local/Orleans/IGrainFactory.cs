namespace Orleans;

/// <summary>Makes references to grains. A reference costs little and activates nothing until it is called.</summary>
public interface IGrainFactory
{
    /// <summary>The grain with this key.</summary>
    /// <param name="primaryKey">Identity within the grain class.</param>
    /// <param name="grainClassNamePrefix">Full name of the grain class, or how it starts, where several implement the interface.</param>
    /// <exception cref="ArgumentException">No class implements the interface, or several do and the prefix fits none or many.</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>The grain with this key, for an interface known at run time.</summary>
    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);
}
