namespace Dispatch.Grains.Local;

/// <summary>Which grain: its class and its key.</summary>
internal readonly record struct ActivationId(GrainClass Class, string Key)
{
    public override string ToString() => Key;
}
