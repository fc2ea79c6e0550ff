using System.Reflection;

namespace Dispatch.Tests.Architecture;

/// <summary>The analyzer passes over a line that names nothing, and over an overload that no line names.</summary>
public sealed class BannedSymbolsTests
{
    private static readonly IReadOnlyList<string> Banned = [.. Repository.Lines("BannedSymbols.txt").Where(line => line is not "").Select(line => line.Split(';')[0])];

    private static readonly Type[] Known =
    [
        typeof(DateTime), typeof(DateTimeOffset), typeof(TimeProvider), typeof(Guid), typeof(Random), typeof(Task), typeof(Task<>),
        typeof(ValueTask), typeof(ValueTask<>), typeof(Thread), typeof(HashSet<>), typeof(System.Collections.Immutable.ImmutableHashSet<>),
    ];

    [Fact]
    public void Every_line_names_something_that_exists()
    {
        Assert.Empty(Banned.Except(Known.SelectMany(DocumentationIds)));
    }

    [Theory]
    [InlineData(typeof(DateTime), "Now")]
    [InlineData(typeof(DateTime), "UtcNow")]
    [InlineData(typeof(DateTime), "Today")]
    [InlineData(typeof(DateTimeOffset), "Now")]
    [InlineData(typeof(DateTimeOffset), "UtcNow")]
    [InlineData(typeof(TimeProvider), "System")]
    [InlineData(typeof(Guid), "NewGuid")]
    [InlineData(typeof(Guid), "CreateVersion7")]
    [InlineData(typeof(Random), "Shared")]
    [InlineData(typeof(Task), "Run")]
    [InlineData(typeof(Task), "Delay")]
    [InlineData(typeof(Task), "ConfigureAwait")]
    [InlineData(typeof(Task<>), "ConfigureAwait")]
    [InlineData(typeof(ValueTask), "ConfigureAwait")]
    [InlineData(typeof(ValueTask<>), "ConfigureAwait")]
    [InlineData(typeof(Thread), "Sleep")]
    [InlineData(typeof(HashSet<>), "GetEnumerator")]
    public void Every_overload_is_banned(Type type, string member)
    {
        var start = $"{TypeName(type)}.{member}";
        var overloads = DocumentationIds(type).Where(id => id[2..] == start || id[2..].StartsWith(start + "(", StringComparison.Ordinal)
            || id[2..].StartsWith(start + "`", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(overloads);
        Assert.Empty(overloads.Except(Banned));
    }

    [Theory]
    [InlineData("core")]
    [InlineData("grains.interfaces")]
    [InlineData("grains")]
    public void What_must_be_the_same_on_every_run_is_under_the_ban(string project)
    {
        Assert.Contains(
            Repository.Lines($"{project}/{project}.csproj"),
            line => line.Contains("<UsesBannedSymbols>true</UsesBannedSymbols>", StringComparison.Ordinal));
        Assert.DoesNotContain(
            Repository.Sources(project),
            path => Repository.Read(path).Contains("RS0030", StringComparison.Ordinal));
    }

    private static IEnumerable<string> DocumentationIds(Type type)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetProperties(all).Select(property => $"P:{TypeName(type)}.{property.Name}")
            .Concat(type.GetConstructors(all).Select(constructor => $"M:{TypeName(type)}.#ctor{Parameters(constructor)}"))
            .Concat(type.GetMethods(all).Select(method =>
                $"M:{TypeName(type)}.{method.Name}{(method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "")}{Parameters(method)}"));
    }

    private static string Parameters(MethodBase method) =>
        method.GetParameters() is { Length: > 0 } parameters ? $"({string.Join(',', parameters.Select(parameter => ParameterName(parameter.ParameterType)))})" : "";

    private static string TypeName(Type type) => type.FullName!.Replace('+', '.');

    private static string ParameterName(Type type) => type switch
    {
        { IsGenericMethodParameter: true } => $"``{type.GenericParameterPosition}",
        { IsGenericTypeParameter: true } => $"`{type.GenericParameterPosition}",
        { IsArray: true } => $"{ParameterName(type.GetElementType()!)}[]",
        { IsByRef: true } => $"{ParameterName(type.GetElementType()!)}@",
        { IsGenericType: true } =>
            $"{type.Namespace}.{type.Name[..type.Name.IndexOf('`')]}{{{string.Join(',', type.GetGenericArguments().Select(ParameterName))}}}",
        _ => type.FullName!.Replace('+', '.'),
    };
}
