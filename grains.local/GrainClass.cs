using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Dispatch.Grains.Local;

/// <summary>A class of grains and the methods that can be called on it.</summary>
internal sealed class GrainClass
{
    private readonly FrozenDictionary<MethodInfo, GrainMethod> methods;
    private readonly ObjectFactory build;
    private int activations;

    public GrainClass(Type type)
    {
        Type = type;
        Interfaces = [.. type.GetInterfaces().Where(face => face != typeof(IGrainWithStringKey) && face.IsAssignableTo(typeof(IGrainWithStringKey)))];
        methods = type.GetInterfaces()
            .Where(face => Interfaces.Any(grain => face.IsAssignableFrom(grain)))
            .SelectMany(face => face.GetMethods())
            .ToFrozenDictionary(method => method, GrainMethod.Of);
        build = ActivatorUtilities.CreateFactory(type, []);
    }

    public Type Type { get; }

    /// <summary>The grain interfaces that it implements.</summary>
    public IReadOnlyList<Type> Interfaces { get; }

    /// <summary>How many grains of this class are active.</summary>
    public int Activations => Volatile.Read(ref activations);

    public GrainMethod Method(MethodInfo method) => methods[method];

    public Grain Build(IServiceProvider services) => (Grain)build(services, null);

    public void Count(int change) => Interlocked.Add(ref activations, change);
}
