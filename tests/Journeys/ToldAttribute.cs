using System.Collections.Concurrent;
using System.Reflection;
using Xunit.Sdk;

namespace Dispatch.Tests.Journeys;

/// <summary>Marks a class of journeys whose events are checked in: a story told in it must give the same on both engines.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ToldAttribute : BeforeAfterTestAttribute
{
    private static readonly ConcurrentDictionary<string, string> Running = new(StringComparer.Ordinal);

    /// <summary>The journey under way in a class, or null where its journeys are not checked in. Those of one class run one after the other.</summary>
    public static string? JourneyIn(string testClass) => Running.GetValueOrDefault(testClass);

    /// <inheritdoc />
    public override void Before(MethodInfo methodUnderTest) => Running[methodUnderTest.DeclaringType!.Name] = methodUnderTest.Name;
}
