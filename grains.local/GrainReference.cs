using System.Reflection;

namespace Dispatch.Grains.Local;

/// <summary>A reference to a grain: turns method calls into requests.</summary>
internal class GrainReference : DispatchProxy
{
    private LocalEngine engine = null!;

    public ActivationId Id { get; private set; }

    public static object Create(LocalEngine engine, Type grainInterface, ActivationId id)
    {
        var reference = (GrainReference)Create(grainInterface, typeof(GrainReference));
        (reference.engine, reference.Id) = (engine, id);
        return reference;
    }

    public override bool Equals(object? other) => other is GrainReference reference && reference.Id == Id;

    public override int GetHashCode() => Id.GetHashCode();

    public override string ToString() => Id.ToString();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        Id.Class.Method(targetMethod!).Call(engine, Id, args);
}
