using System.Collections.Concurrent;
using System.Reflection;
using Orleans;

namespace Dispatch.Grains.Local;

/// <summary>Which class implements which grain interface.</summary>
internal sealed class GrainCatalog
{
    private readonly Dictionary<Type, List<GrainClass>> implementations = [];
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainClass> found = [];

    public GrainCatalog(IEnumerable<Assembly> assemblies)
    {
        Classes =
        [
            .. assemblies.Distinct()
                .SelectMany(assembly => assembly.GetTypes())
                .Where(type => type.IsAssignableTo(typeof(Grain)) && type.IsAssignableTo(typeof(IGrainWithStringKey)))
                .Where(type => type is { IsAbstract: false, ContainsGenericParameters: false })
                .OrderBy(type => type.FullName, StringComparer.Ordinal)
                .Select(type => new GrainClass(type)),
        ];
        foreach (var grain in Classes)
        {
            foreach (var face in grain.Interfaces)
            {
                if (!implementations.TryGetValue(face, out var list))
                    implementations.Add(face, list = []);
                list.Add(grain);
            }
        }
    }

    public IReadOnlyList<GrainClass> Classes { get; }

    /// <exception cref="ArgumentException">None or more than one class fits.</exception>
    public GrainClass Find(Type grainInterface, string? prefix) =>
        found.GetOrAdd((grainInterface, prefix), static (wanted, catalog) => catalog.Search(wanted.Interface, wanted.Prefix), this);

    private GrainClass Search(Type grainInterface, string? prefix)
    {
        var fitting = implementations.GetValueOrDefault(grainInterface, [])
            .Where(grain => prefix is null || grain.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal))
            .ToList();
        if (fitting.Find(grain => grain.Type.FullName == prefix) is { } exact)
            return exact;
        var hint = prefix is null ? "" : $" with class name prefix \"{prefix}\"";
        return fitting switch
        {
            [var only] => only,
            [] => throw new ArgumentException($"No grain class implements {grainInterface}{hint}."),
            _ => throw new ArgumentException(
                $"Several grain classes implement {grainInterface}{hint}: {string.Join(", ", fitting.Select(grain => grain.Type.FullName))}."),
        };
    }
}
