using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NNGen.Tests.PublicApi;

/// <summary>Writes all that users of an assembly can see, as C# declarations without bodies, sorted: one line for each member.</summary>
internal static class PublicApiText
{
    private static readonly SymbolDisplayFormat TypeFormat = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        SymbolDisplayGenericsOptions.IncludeTypeParameters
            | SymbolDisplayGenericsOptions.IncludeVariance
            | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat MemberFormat = TypeFormat
        .WithMemberOptions(
            SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeAccessibility
            | SymbolDisplayMemberOptions.IncludeConstantValue)
        .WithParameterOptions(
            SymbolDisplayParameterOptions.IncludeType
            | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeModifiers
            | SymbolDisplayParameterOptions.IncludeExtensionThis)
        .WithKindOptions(SymbolDisplayKindOptions.IncludeMemberKeyword);

    /// <param name="assembly">The assembly's file.</param>
    /// <param name="framework">The files that it refers to.</param>
    public static string Write(MetadataReference assembly, IEnumerable<MetadataReference> framework)
    {
        CSharpCompilation compilation = CSharpCompilation.Create("Reader", references: framework.Append(assembly));
        return Write(((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(assembly)!).GlobalNamespace);
    }

    public static string Write(INamespaceSymbol root)
    {
        var lines = new List<string>();
        foreach (INamespaceSymbol space in Namespaces(root).OrderBy(space => space.ToDisplayString(), StringComparer.Ordinal))
        {
            INamedTypeSymbol[] types = space.GetTypeMembers().Where(IsVisible).ToArray();
            if (types.Length == 0) continue;
            lines.Add($"namespace {space.ToDisplayString()}");
            Array.Sort(types, (left, right) => string.CompareOrdinal(left.MetadataName, right.MetadataName));
            foreach (INamedTypeSymbol type in types) WriteType(type, "    ", lines);
        }

        return string.Join('\n', lines) + "\n";
    }

    private static void WriteType(INamedTypeSymbol type, string indent, List<string> lines)
    {
        lines.Add(string.Empty);
        lines.Add(indent + Head(type));
        if (type.TypeKind == TypeKind.Delegate) return;
        IEnumerable<string> members = type.GetMembers().Where(IsListed)
            .OrderBy(RankOf)
            .ThenBy(member => type.TypeKind == TypeKind.Enum ? Convert.ToInt64(((IFieldSymbol)member).ConstantValue) : 0)
            .ThenBy(member => member.Name, StringComparer.Ordinal)
            .ThenBy(MemberText, StringComparer.Ordinal)
            .Select(MemberText);
        lines.AddRange(members.Select(member => $"{indent}    {member}"));
        foreach (INamedTypeSymbol nested in type.GetTypeMembers().Where(IsVisible)) WriteType(nested, indent + "    ", lines);
    }

    private static string Head(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Delegate)
        {
            return MemberText(type.DelegateInvokeMethod!).Replace("virtual", "delegate").Replace(" Invoke(", $" {type.Name}(");
        }

        string accessibility = type.DeclaredAccessibility == Accessibility.Public ? "public " : "protected ";
        string modifiers = type switch
        {
            { TypeKind: TypeKind.Class, IsStatic: true } => "static ",
            { TypeKind: TypeKind.Class, IsAbstract: true } => "abstract ",
            { TypeKind: TypeKind.Class, IsSealed: true } => "sealed ",
            _ => string.Empty,
        };
        IEnumerable<INamedTypeSymbol> parents = type.BaseType is { SpecialType: SpecialType.None } parent ? [parent] : [];
        SymbolDisplayFormat format = TypeFormat.WithKindOptions(0).WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters);
        string[] all = parents.Concat(type.Interfaces.Where(IsVisible)).Select(item => item.ToDisplayString(format)).ToArray();
        string name = type.ToDisplayString(TypeFormat);
        int constraints = name.IndexOf(" where ", StringComparison.Ordinal);
        (string head, string tail) = constraints < 0 ? (name, string.Empty) : (name[..constraints], name[constraints..]);
        return $"{accessibility}{modifiers}{head}{(all.Length == 0 ? string.Empty : " : ")}{string.Join(", ", all)}{tail}";
    }

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    /// <summary>Accessors are written with their property, and nested types by themselves.</summary>
    private static bool IsListed(ISymbol member) =>
        IsVisible(member)
        && member is not INamedTypeSymbol and not IMethodSymbol { AssociatedSymbol: not null }
        && !member.IsImplicitlyDeclared
        && !member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute")
        && !(member is IMethodSymbol { MethodKind: MethodKind.Constructor } && member.ContainingType.TypeKind == TypeKind.Enum);

    private static int RankOf(ISymbol member) => member switch
    {
        IFieldSymbol => 0,
        IMethodSymbol { MethodKind: MethodKind.Constructor } => 1,
        IPropertySymbol => 2,
        _ => 3,
    };

    private static string MemberText(ISymbol member)
    {
        string isStatic = member is { IsStatic: true, ContainingType.TypeKind: TypeKind.Interface } ? "static " : string.Empty;
        string text = isStatic + member.ToDisplayString(MemberFormat);
        if (member is not IPropertySymbol property) return text;
        string setter = property.SetMethod?.IsInitOnly == true ? "init" : "set";
        return $"{text} {{ {Accessor(property.GetMethod, "get")}{Accessor(property.SetMethod, setter)}}}";
    }

    private static string Accessor(IMethodSymbol? accessor, string name) =>
        accessor is not null && IsVisible(accessor) ? $"{name}; " : string.Empty;

    private static IEnumerable<INamespaceSymbol> Namespaces(INamespaceSymbol root) =>
        root.GetNamespaceMembers().SelectMany(Namespaces).Prepend(root);
}
