using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks grain interfaces.</summary>
public interface IGrain : IAddressable;

/// <summary>A grain whose key is a text.</summary>
public interface IGrainWithStringKey : IGrain;
